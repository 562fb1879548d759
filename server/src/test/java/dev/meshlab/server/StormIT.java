package dev.meshlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  @Test
  void hasALineForCancelledCallsAndTheirCountAtTheEnd() throws Exception {
    try (ServerProcess server = ServerProcess.start(Map.of(), "--shutdown-delay", "0s")) {
      ManagedChannel channel = server.channelTo("port", 1);
      awaitAllBefore(channel);
      List<ClientCall<EchoRequest, EchoResponse>> calls =
          Stream.generate(() -> unreadCall(channel)).limit(CALLS).toList();
      awaitAllBefore(channel);
      calls.forEach(call -> call.cancel("no longer wanted", null));
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
}
