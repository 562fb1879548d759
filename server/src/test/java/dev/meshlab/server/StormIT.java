package dev.meshlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The log of a server whose client gives up calls while their replies are on the way. */
class StormIT {
  private static final int CALLS = 5_000;

  /** A call whose reply is not asked for, and so waits in the server for room on the wire. */
  private static ClientCall<EchoRequest, EchoResponse> unreadCall(ManagedChannel channel) {
    ClientCall<EchoRequest, EchoResponse> call =
        channel.newCall(EchoServiceGrpc.getEchoMethod(), CallOptions.DEFAULT);
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.sendMessage(EchoRequest.getDefaultInstance());
    call.halfClose();
    return call;
  }

  /** The server handles what a connection brings in turn. */
  private static void awaitAllBefore(ManagedChannel channel) {
    EchoServiceGrpc.newBlockingStub(channel).echo(EchoRequest.getDefaultInstance());
  }

  private static long events(String line) {
    return line.contains(" more like this in ")
        ? Long.parseLong(line.replaceAll(".*: ([\\d,]+) more like this.*", "$1").replace(",", ""))
        : 1;
  }

  private static void cancel(List<ClientCall<EchoRequest, EchoResponse>> calls) {
    calls.forEach(call -> call.cancel("no longer wanted", null));
  }

  private static List<ClientCall<EchoRequest, EchoResponse>> unreadCalls(
      ManagedChannel channel, int calls) {
    awaitAllBefore(channel);
    List<ClientCall<EchoRequest, EchoResponse>> unread =
        Stream.generate(() -> unreadCall(channel)).limit(calls).toList();
    awaitAllBefore(channel);
    return unread;
  }

  @Test
  void hasALineForCancelledCallsAndTheirCountAtTheEnd() throws Exception {
    try (ServerProcess server = ServerProcess.start(Map.of(), "--shutdown-delay", "0s")) {
      ManagedChannel channel = server.channelTo("port", 1);
      cancel(unreadCalls(channel, CALLS));
      awaitAllBefore(channel);
      server.terminate();
      assertThat(server.exitCode()).isZero();

      List<String> lines = server.errors().lines().toList();
      assertThat(lines).hasSizeLessThan(20).noneMatch(line -> line.startsWith("\tat "));
      assertThat(lines.get(0)).contains(" WARNING NettyServerHandler: Stream Error (");
      assertThat(
              lines.stream()
                  .filter(line -> line.contains("Stream Error ("))
                  .mapToLong(StormIT::events)
                  .sum())
          .as("events in %s", lines)
          .isGreaterThanOrEqualTo(CALLS);
    }
  }

  @Test
  void goesOnDuringTheDrain() throws Exception {
    try (ServerProcess server = ServerProcess.start(Map.of(), "--shutdown-delay", "3s")) {
      ManagedChannel channel = server.channelTo("port", 1);
      List<ClientCall<EchoRequest, EchoResponse>> calls = unreadCalls(channel, 10);
      server.terminate();
      awaitNotServing(server.channelTo("port"));
      cancel(calls);
      awaitAllBefore(channel);
      assertThat(server.exitCode()).isZero();

      assertThat(server.errors().lines())
          .filteredOn(line -> line.contains("Stream Error ("))
          .hasSize(2)
          .last(InstanceOfAssertFactories.STRING)
          .contains(" more like this in ");
    }
  }

  private static void awaitNotServing(ManagedChannel channel) {
    Iterator<HealthCheckResponse> changes =
        HealthGrpc.newBlockingStub(channel).watch(HealthCheckRequest.getDefaultInstance());
    while (changes.next().getStatus() != ServingStatus.NOT_SERVING) {
      // The next change is waited for.
    }
  }
}
