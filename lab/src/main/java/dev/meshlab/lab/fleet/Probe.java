package dev.meshlab.lab.fleet;

import dev.meshlab.lab.process.ChildProcess;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for a pod as Kubernetes does, by its health service, once it has said where that is. */
final class Probe {
  private Probe() {}

  /**
   * Loads what a probe needs, and returns when it is loaded. Netty unpacks a native library into a
   * temporary file; a lab that ended in the middle of it, because a pod failed, would leave the
   * file.
   */
  static void load() {
    channel(1).shutdownNow();
  }

  /** Returns when the pod takes calls. */
  static Started awaitReady(PodSpec spec, ChildProcess child, Duration bound)
      throws IOException, InterruptedException {
    Started started = started(spec, child);
    awaitServing(spec, child, started.port(), bound);
    return started;
  }

  private static Started started(PodSpec spec, ChildProcess child)
      throws IOException, InterruptedException {
    BufferedReader output = child.output();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Optional<Started> started = Started.parse(line);
      if (started.isPresent()) {
        return started.get();
      }
    }
    child.awaitExit(Duration.ofSeconds(1));
    String how =
        child.exitCode().isPresent() ? " with exit code " + child.exitCode().getAsInt() : "";
    throw new PodFailed(
        spec, "ended" + how + " before it served", child.logTail(), child.exitCode().orElse(-1));
  }

  /** Watches rather than asks again and again: the answer comes when it changes. */
  private static void awaitServing(PodSpec spec, ChildProcess child, int port, Duration bound) {
    ManagedChannel channel = channel(port);
    try {
      Iterator<HealthCheckResponse> changes =
          HealthGrpc.newBlockingStub(channel)
              .withWaitForReady()
              .withDeadlineAfter(bound.toNanos(), TimeUnit.NANOSECONDS)
              .watch(HealthCheckRequest.getDefaultInstance());
      while (changes.next().getStatus() != ServingStatus.SERVING) {
        // The next change is waited for.
      }
    } catch (StatusRuntimeException e) {
      throw new PodFailed(spec, "is not healthy: " + e.getStatus(), child.logTail());
    } finally {
      channel.shutdownNow();
    }
  }

  static ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .usePlaintext()
        .directExecutor()
        .build();
  }
}
