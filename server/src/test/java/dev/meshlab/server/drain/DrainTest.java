package dev.meshlab.server.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.Recorded;
import dev.meshlab.server.health.HealthService;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DrainTest {
  private static final Duration DELAY = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final List<String> steps = new ArrayList<>();
  private final HealthService health = new HealthService("");

  @RegisterExtension private final InProcess healthServer = InProcess.serve(health);

  private Recorded<HealthCheckResponse> watch;
  private Duration now = Duration.ZERO;

  /** A server whose calls in flight take a given time after it was asked to end. */
  private final class Busy extends Server {
    private final Duration callsEnd;

    Busy(Duration callsEnd) {
      this.callsEnd = callsEnd;
    }

    @Override
    public Server shutdown() {
      step("GOAWAY");
      return this;
    }

    @Override
    public Server shutdownNow() {
      step("cancel");
      return this;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      Duration bound = Duration.ofNanos(unit.toNanos(timeout));
      boolean ended = callsEnd.compareTo(now.plus(bound)) <= 0;
      now = ended ? callsEnd : now.plus(bound);
      step(ended ? "all ended" : "gave up");
      return ended;
    }

    @Override
    public Server start() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isTerminated() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void awaitTermination() {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void serveAndWatch() {
    health.set(ServingStatus.SERVING);
    ClientCall<HealthCheckRequest, HealthCheckResponse> call =
        healthServer.channel().newCall(HealthGrpc.getWatchMethod(), CallOptions.DEFAULT);
    watch = Recorded.of(call, new Metadata(), HealthCheckRequest.getDefaultInstance());
    call.request(10);
  }

  private void step(String what) {
    ServingStatus told = watch.messages.get(watch.messages.size() - 1).getStatus();
    steps.add(
        "%ds %s, health %s%s"
            .formatted(now.toSeconds(), what, told, watch.ended() ? ", watches ended" : ""));
  }

  private List<String> drain(Duration callsEnd) throws InterruptedException {
    List<String> log = new ArrayList<>();
    new Drain(
            health,
            new Busy(callsEnd),
            DELAY,
            TIMEOUT,
            time -> {
              step("pause");
              now = now.plus(time);
            },
            log::add)
        .run();
    return log;
  }

  @Test
  void turnsHealthThenWaitsThenSendsGoawayThenLetsCallsEnd() throws Exception {
    List<String> log = drain(Duration.ofSeconds(9));

    assertThat(steps)
        .containsExactly(
            "0s pause, health NOT_SERVING",
            "5s GOAWAY, health NOT_SERVING, watches ended",
            "9s all ended, health NOT_SERVING, watches ended");
    assertThat(log)
        .containsExactly(
            "health is NOT_SERVING; calls are taken for another 5.0 s",
            "GOAWAY sent; calls in flight have up to 20.0 s",
            "drained");
  }

  @Test
  void cancelsWhatHasNotEndedInTime() throws Exception {
    List<String> log = drain(Duration.ofHours(1));

    assertThat(steps)
        .containsExactly(
            "0s pause, health NOT_SERVING",
            "5s GOAWAY, health NOT_SERVING, watches ended",
            "25s gave up, health NOT_SERVING, watches ended",
            "25s cancel, health NOT_SERVING, watches ended",
            "26s gave up, health NOT_SERVING, watches ended");
    assertThat(log).contains("drain timeout of 20.0 s is over; cancelling what is left");
  }

  @Test
  void cannotBeTurnedBack() throws Exception {
    drain(Duration.ZERO);
    health.set(ServingStatus.SERVING);

    assertThat(
            HealthGrpc.newBlockingStub(healthServer.channel())
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.NOT_SERVING);
  }
}
