package dev.meshlab.server.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Duration;
import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.ManualTimer;
import dev.meshlab.server.fixture.Recorded;
import dev.meshlab.server.ledger.CallLedger;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import dev.meshlab.v1.ServerStreamRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerStreamTest {
  private static final ServerIdentity SERVER = ServerIdentity.newBuilder().setUuid("uid-1").build();
  private static final java.time.Duration TENTH = java.time.Duration.ofMillis(100);
  private static final Duration TENTH_ON_WIRE = Duration.newBuilder().setNanos(100_000_000).build();

  private final ManualTimer timer = new ManualTimer();
  private final CallLedger ledger = new CallLedger();

  @RegisterExtension
  private final InProcess server = InProcess.serve(new EchoService(SERVER, timer), ledger);

  private final ClientCall<ServerStreamRequest, EchoResponse> call =
      server.channel().newCall(EchoServiceGrpc.getServerStreamMethod(), CallOptions.DEFAULT);

  private Recorded<EchoResponse> ask(int messages, Duration interval) {
    return Recorded.of(
        call,
        new Metadata(),
        ServerStreamRequest.newBuilder().setMessages(messages).setInterval(interval).build());
  }

  private long sent() {
    return ledger.read().get("meshlab.v1.EchoService/ServerStream").getMessagesSent();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100})
  void numbersAsManyRepliesAsAskedFromZero(int messages) {
    Recorded<EchoResponse> stream = ask(messages, Duration.getDefaultInstance());
    call.request(messages + 1);

    assertThat(stream.messages)
        .extracting(EchoResponse::getSequence)
        .containsExactlyElementsOf(LongStream.range(0, messages).boxed().toList());
    assertThat(stream.messages).allMatch(reply -> reply.getServerUuid().equals("uid-1"));
    assertThat(stream.status.isOk()).isTrue();
  }

  @Test
  void sendsNoMoreThanTheClientTakes() {
    Recorded<EchoResponse> stream = ask(1_000_000, Duration.getDefaultInstance());
    call.request(3);

    assertThat(stream.messages).hasSize(3);
    assertThat(sent()).isLessThan(10);
    assertThat(stream.ended()).isFalse();
  }

  @Test
  void pausesBetweenReplies() {
    Recorded<EchoResponse> stream = ask(3, TENTH_ON_WIRE);
    call.request(10);
    assertThat(stream.messages).hasSize(1);

    timer.advance(TENTH.minusNanos(1));
    assertThat(stream.messages).hasSize(1);
    timer.advance(java.time.Duration.ofNanos(1));
    assertThat(stream.messages).hasSize(2);

    timer.advance(TENTH);
    assertThat(stream.messages).hasSize(3);
    assertThat(stream.status.isOk()).isTrue();
  }

  @Test
  void makesUpForAStalledClientWithNoBurst() {
    Recorded<EchoResponse> stream = ask(100, TENTH_ON_WIRE);
    call.request(1);
    timer.advance(TENTH.multipliedBy(50));
    assertThat(sent()).isLessThan(5);

    long before = sent();
    call.request(100);
    assertThat(sent()).isLessThanOrEqualTo(before + 1);
    assertThat(stream.ended()).isFalse();
  }

  @Test
  void leavesNoTimerBehindWhenTheClientCancels() {
    ask(3, TENTH_ON_WIRE);
    call.request(10);
    assertThat(timer.pending()).containsExactly(TENTH);

    call.cancel("enough", null);

    assertThat(timer.pending()).isEmpty();
  }

  @Test
  void waitsAnyTimeThatTheWireCanSay() {
    ask(2, Duration.newBuilder().setSeconds(Long.MAX_VALUE).build());
    call.request(10);

    assertThat(timer.pending()).containsExactly(java.time.Duration.ofNanos(Long.MAX_VALUE));
  }

  static Stream<Arguments> intervalsThatCannotBe() {
    return Stream.of(
        arguments(Duration.newBuilder().setSeconds(-1).build(), "seconds -1"),
        arguments(Duration.newBuilder().setNanos(-5).build(), "nanos -5"),
        arguments(
            Duration.newBuilder().setSeconds(Long.MAX_VALUE).setNanos(1_000_000_000).build(),
            "nanos 1000000000"));
  }

  @ParameterizedTest
  @MethodSource("intervalsThatCannotBe")
  void rejectsAnIntervalThatCannotBe(Duration interval, String named) {
    Recorded<EchoResponse> stream = ask(1, interval);

    assertThat(stream.status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(stream.status.getDescription()).contains("interval", named);
  }
}
