package dev.meshlab.server.drain;

import dev.meshlab.server.health.HealthService;
import io.grpc.Server;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes a server out of service without failing a call that it can still finish.
 *
 * <p>When a pod is deleted, Kubernetes sends SIGTERM and removes the endpoint at the same time;
 * clients learn of the removal later, and go on calling until then.
 *
 * @param health what clients and proxies ask
 * @param calls the server that leaves
 * @param shutdownDelay how long calls are still taken after health has turned: longer than the news
 *     needs to travel
 * @param drainTimeout how long the calls in flight may take after that
 * @param pause how time passes
 * @param log one line for each step
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination">Pod
 *     termination</a>
 */
public record Drain(
    HealthService health,
    Server calls,
    Duration shutdownDelay,
    Duration drainTimeout,
    Pause pause,
    Consumer<String> log) {

  /** Cancelled calls end at once; the bound is for what cannot end at all. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** Lets time pass. */
  @FunctionalInterface
  public interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  /** Returns when no call is left, at the latest after the delay, the timeout and a second. */
  public void run() throws InterruptedException {
    // First, and for good: whoever asks, or watches, learns that there should be no more calls.
    health.enterTerminalState();
    log.accept("health is NOT_SERVING; calls are taken for another " + seconds(shutdownDelay));

    // Calls that are on their way, because their clients have not heard yet, must still be served.
    pause.pause(shutdownDelay);

    // A Watch never ends by itself; left open, it would hold up every drain until the timeout.
    health.endWatches();

    // GOAWAY: clients open no new stream on these connections, and those in flight go on.
    calls.shutdown();
    log.accept("GOAWAY sent; calls in flight have up to " + seconds(drainTimeout));
    if (!calls.awaitTermination(drainTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
      force();
    }
    log.accept("drained");
  }

  private void force() throws InterruptedException {
    // What has not ended by now is cancelled by us, before SIGKILL cuts it off without a status.
    log.accept("drain timeout of " + seconds(drainTimeout) + " is over; cancelling what is left");
    calls.shutdownNow();
    calls.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }
}
