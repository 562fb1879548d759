package dev.meshlab.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grpc.Status;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineFormatTest {
  private static LogRecord event(String message, @Nullable Throwable thrown, Object... parameters) {
    LogRecord event = new LogRecord(Level.WARNING, message);
    event.setLoggerName("io.grpc.netty.NettyServerHandler");
    event.setInstant(Instant.parse("2026-11-28T03:13:21.814999Z"));
    event.setParameters(parameters);
    event.setThrown(thrown);
    return event;
  }

  static Stream<Arguments> lines() {
    Throwable unresolved =
        new RuntimeException(new UnknownHostException("nosuch: Name or service not known"));
    return Stream.of(
        arguments(event("Transport failed", null), "Transport failed"),
        arguments(event("[{0}] shut down in {1}", null, "a", "b"), "[a] shut down in b"),
        arguments(event("a brace { and a percent %s", null), "a brace { and a percent %s"),
        arguments(event("two\n  lines", null), "two lines"),
        arguments(
            event("Stream Error", new IOException("Stream closed")),
            "Stream Error (IOException: Stream closed)"),
        arguments(event("Stream Error", new IOException()), "Stream Error (IOException)"),
        arguments(
            event("Failed", new ExecutionException("task", new IOException("no\nroute"))),
            "Failed (ExecutionException: task) (IOException: no route)"),
        arguments(
            event(
                "Failed to resolve name. status={0}",
                null, Status.UNAVAILABLE.withDescription("no such host").withCause(unresolved)),
            "Failed to resolve name. status=Status{code=UNAVAILABLE, description=no such host,"
                + " cause=java.lang.RuntimeException: java.net.UnknownHostException: nosuch: Name"
                + " or service not known Caused by: java.net.UnknownHostException: nosuch: Name or"
                + " service not known }"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isOneLineWhateverHappened(LogRecord event, String message) {
    assertThat(LineFormat.line(event))
        .isEqualTo("2026-11-28T03:13:21.814Z WARNING NettyServerHandler: " + message + "\n");
  }

  static Stream<Arguments> traces() {
    return Stream.of(
        arguments(null, false),
        arguments(new IOException("Connection reset by peer"), false),
        arguments(new UnknownHostException("nosuch"), false),
        arguments(Status.CANCELLED.asRuntimeException(), false),
        arguments(new RuntimeException(new UnknownHostException("nosuch")), false),
        arguments(new IllegalStateException("call is closed"), true),
        arguments(new ExecutionException(new IllegalStateException("call is closed")), true),
        arguments(new AssertionError(), true));
  }

  @ParameterizedTest
  @MethodSource("traces")
  void tracesDefectsAndNotWhatPeersAndTheNetworkDo(@Nullable Throwable thrown, boolean traced) {
    String trace = LineFormat.trace(event("Failed", thrown));

    assertThat(trace.contains("\tat " + LineFormatTest.class.getName())).isEqualTo(traced);
    assertThat(trace.isEmpty()).isEqualTo(!traced);
  }

  @Test
  void namesAnEventWithoutALoggerOrAMessageAllTheSame() {
    LogRecord event = new LogRecord(Level.INFO, null);
    event.setInstant(Instant.EPOCH);

    assertThat(LineFormat.line(event)).isEqualTo("1970-01-01T00:00:00Z INFO null: null\n");
  }
}
