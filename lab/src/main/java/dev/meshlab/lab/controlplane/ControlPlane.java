package dev.meshlab.lab.controlplane;

import dev.meshlab.lab.controlplane.Liveness.Rejected;
import dev.meshlab.lab.controlplane.Liveness.Waiting;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.controlplane.server.V3DiscoveryServer;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Serves configuration to the clients of each {@link NodeGroup} over ADS, on a loopback port, and
 * knows when it is in force. Safe for use from several threads.
 */
public final class ControlPlane implements AutoCloseable {
  /** Publishes, runs all streams and owns all state. */
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread created = new Thread(work, "control-plane");
            created.setDaemon(true);
            return created;
          });

  private final LenientCache cache = new LenientCache();
  private final AckTracker tracker = new AckTracker();
  private final ConfigRollout succession = new ConfigRollout(tracker, this::serve);
  private final Waiters waiters = new Waiters(succession::liveness);
  private final AccessLog accessLog = new AccessLog();
  private final Map<NodeGroup, Version> published = new HashMap<>();
  private final Server server;

  private ControlPlane() {
    V3DiscoveryServer library = new V3DiscoveryServer(cache);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .executor(thread)
            .addService(accessLog)
            .addService(
                new DiscoveryService(
                    library.getAggregatedDiscoveryServiceImpl(), tracker, this::changed))
            .build();
  }

  public static ControlPlane start() throws IOException {
    ControlPlane controlPlane = new ControlPlane();
    controlPlane.server.start();
    return controlPlane;
  }

  public int port() {
    return server.getPort();
  }

  /** The access logs of the proxies that send theirs to this port. */
  public AccessLog accessLog() {
    return accessLog;
  }

  /**
   * Makes this the configuration of a group. What equals the one before is not sent again; clusters
   * that go are taken away last, when no client needs them any more.
   */
  public Version publish(NodeGroup group, Resources resources) {
    Publication publication = Publication.of(resources);
    return call(
        () -> {
          Version version = publication.version();
          if (!version.equals(published.put(group, version))) {
            succession.begin(group, publication);
          }
          return version;
        });
  }

  private void serve(NodeGroup group, Publication publication) {
    tracker.published(group, publication.version(), ReferencedNames.of(publication.resources()));
    cache.setSnapshot(group, publication.snapshot());
  }

  private void changed() {
    succession.proceed();
    waiters.settle();
  }

  /**
   * Returns when the newest configuration is in force: each client of the group, of which there
   * must be one, has acknowledged all of it that it holds or is led to by what it holds.
   *
   * @throws RejectedConfiguration as soon as a client refuses a part of it
   * @throws UnacknowledgedConfiguration after that time
   */
  public void awaitLive(NodeGroup group, Duration bound) throws InterruptedException {
    Liveness liveness = liveness(group, bound);
    if (liveness instanceof Rejected rejected) {
      throw new RejectedConfiguration(rejected.rejection());
    } else if (liveness instanceof Waiting waiting) {
      throw new UnacknowledgedConfiguration(group, bound, waiting.missing());
    }
  }

  private Liveness liveness(NodeGroup group, Duration bound) throws InterruptedException {
    CompletableFuture<Liveness> settled = call(() -> waiters.add(group));
    try {
      return settled.get(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return call(() -> succession.liveness(group));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a waiter is only ever completed with a value", e);
    } finally {
      settled.cancel(false);
    }
  }

  /** All refusals by a group since the start, oldest first. */
  public List<Rejection> rejections(NodeGroup group) {
    return call(() -> tracker.rejections(group));
  }

  private <T> T call(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, thread).join();
  }

  /** Ends all streams. A client goes on with what it has. */
  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.shutdown();
  }
}
