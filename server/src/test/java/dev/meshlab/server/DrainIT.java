package dev.meshlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The clients' view of a server that gets SIGTERM. */
class DrainIT {
  /** One connection's events, in the order in which they arrived. */
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  private String next() throws InterruptedException {
    return seen.poll(30, TimeUnit.SECONDS);
  }

  private <T> StreamObserver<T> seenAs(String name, Function<T, Object> text) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T message) {
        seen.add(name + " " + text.apply(message));
      }

      @Override
      public void onError(Throwable failure) {
        seen.add(name + " ended " + Status.fromThrowable(failure).getCode());
      }

      @Override
      public void onCompleted() {
        seen.add(name + " ended OK");
      }
    };
  }

  private void watchHealth(ManagedChannel channel) {
    HealthGrpc.newStub(channel)
        .watch(
            HealthCheckRequest.getDefaultInstance(),
            seenAs("health", HealthCheckResponse::getStatus));
  }

  private StreamObserver<EchoRequest> openStream(ManagedChannel channel) {
    return EchoServiceGrpc.newStub(channel).bidiStream(seenAs("reply", EchoResponse::getSequence));
  }

  private static EchoRequest request(long sequence) {
    return EchoRequest.newBuilder().setSequence(sequence).build();
  }

  @Test
  void failsNoCallAndTurnsHealthBeforeGoaway() throws Exception {
    try (ServerProcess server = ServerProcess.start(Map.of(), "--shutdown-delay", "3s")) {
      ManagedChannel channel = server.channelTo("port");
      watchHealth(channel);
      assertThat(next()).isEqualTo("health SERVING");
      StreamObserver<EchoRequest> inFlight = openStream(channel);
      inFlight.onNext(request(0));
      assertThat(next()).isEqualTo("reply 0");
      channel.notifyWhenStateChanged(ConnectivityState.READY, () -> seen.add("GOAWAY"));

      server.terminate();

      assertThat(next()).isEqualTo("health NOT_SERVING");
      assertThat(EchoServiceGrpc.newBlockingStub(channel).echo(request(0)).getServerUuid())
          .as("a new call within the shutdown delay")
          .isEqualTo(server.text("uuid"));
      assertThat(next()).isEqualTo("health ended OK");
      assertThat(next()).isEqualTo("GOAWAY");
      inFlight.onNext(request(1));
      assertThat(next()).as("the call in flight goes on").isEqualTo("reply 1");
      inFlight.onCompleted();
      assertThat(next()).isEqualTo("reply ended OK");
      assertThat(server.exitCode()).isZero();
      assertThat(server.output()).as("stdout after the started line").isEmpty();
      assertThat(server.errors())
          .isEqualTo(
              """
              health is NOT_SERVING; calls are taken for another 3.0 s
              GOAWAY sent; calls in flight have up to 20.0 s
              drained""");
    }
  }

  @Test
  void cancelsACallThatOutlastsTheTimeout() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(Map.of(), "--shutdown-delay", "0s", "--drain-timeout", "100ms")) {
      openStream(server.channelTo("port")).onNext(request(0));
      assertThat(next()).isEqualTo("reply 0");

      server.terminate();

      assertThat(next()).startsWith("reply ended ").isNotEqualTo("reply ended OK");
      assertThat(server.exitCode()).isZero();
      assertThat(server.errors()).contains("drain timeout of 0.1 s is over");
    }
  }
}
