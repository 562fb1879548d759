package dev.meshlab.server;

import dev.meshlab.server.drain.Drain;
import dev.meshlab.server.health.HealthService;
import dev.meshlab.server.metrics.Metrics;
import dev.meshlab.server.metrics.MetricsEndpoint;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Three listeners that live together. Start it once; then drain it, or close it. */
final class Pod implements AutoCloseable {
  private final Options options;
  private final HealthService health = new HealthService("", EchoServiceGrpc.SERVICE_NAME);
  private final ScheduledExecutorService timer = timer();
  private final Metrics metrics;
  private final Server calls;
  private final Server maintenance;
  private @Nullable MetricsEndpoint metricsEndpoint;

  /**
   * A pod that does not listen yet.
   *
   * @param credentials of the port for calls
   */
  Pod(Options options, ServerIdentity identity, ServerCredentials credentials) {
    this.options = options;
    metrics = new Metrics(identity);
    Services services = new Services(identity, health, metrics, timer, Set.copyOf(options.methods));
    calls = calls(services, credentials);
    maintenance = maintenance(services);
  }

  /** One thread is enough: it only wakes calls that sleep and streams that pause. */
  private static ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "timer"));
    // Else a cancelled call would stay in memory until the end of the sleep that it asked for.
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** No handler blocks, so calls run on the transport's threads; a pool would cost throughput. */
  private Server calls(Services services, ServerCredentials credentials) {
    NettyServerBuilder builder =
        listenAt(options.port, credentials)
            .directExecutor()
            .addServices(services.forCalls())
            .fallbackHandlerRegistry(services.forOtherCalls());
    if (!options.maxConnectionAge.isZero()) {
      builder.maxConnectionAge(options.maxConnectionAge.toNanos(), TimeUnit.NANOSECONDS);
    }
    if (options.maxConnectionAgeGrace != null) {
      builder.maxConnectionAgeGrace(options.maxConnectionAgeGrace.toNanos(), TimeUnit.NANOSECONDS);
    }
    return builder.build();
  }

  /** On gRPC's own pool: channelz waits for the transport's threads and must not be one of them. */
  private Server maintenance(Services services) {
    return listenAt(options.maintenancePort, InsecureServerCredentials.create())
        .addServices(services.forMaintenance())
        .build();
  }

  private NettyServerBuilder listenAt(int port, ServerCredentials credentials) {
    return NettyServerBuilder.forAddress(options.address(port), credentials);
  }

  /** Listens on all three ports, then says that it serves. After a failure, close it. */
  void start() throws CannotListenException {
    listen(Options.PORT, options.port, address -> calls.start());
    listen(Options.MAINTENANCE_PORT, options.maintenancePort, address -> maintenance.start());
    listen(
        Options.METRICS_PORT,
        options.metricsPort,
        address -> metricsEndpoint = MetricsEndpoint.start(address, metrics::scrape));
    health.set(ServingStatus.SERVING);
  }

  private interface Listener {
    void listen(InetSocketAddress address) throws IOException;
  }

  private void listen(String option, int port, Listener listener) throws CannotListenException {
    InetSocketAddress address = options.address(port);
    try {
      listener.listen(address);
    } catch (IOException e) {
      throw new CannotListenException(option, address, e);
    }
  }

  int port() {
    return calls.getPort();
  }

  int maintenancePort() {
    return maintenance.getPort();
  }

  int metricsPort() {
    return metricsEndpoint == null ? options.metricsPort : metricsEndpoint.port();
  }

  void awaitTermination() throws InterruptedException {
    calls.awaitTermination();
  }

  /**
   * Lets calls end, then closes. The ledger and the metrics can be read until the last call has.
   */
  void drain(Consumer<String> log) throws InterruptedException {
    new Drain(health, calls, options.shutdownDelay, options.drainTimeout, Pod::sleep, log).run();
    close();
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  /** Cancels what still runs, and frees ports and threads. */
  @Override
  public void close() {
    calls.shutdownNow();
    maintenance.shutdownNow();
    timer.shutdownNow();
    if (metricsEndpoint != null) {
      metricsEndpoint.close();
    }
    metrics.close();
  }
}
