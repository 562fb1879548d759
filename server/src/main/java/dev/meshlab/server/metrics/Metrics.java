package dev.meshlab.server.metrics;

import dev.meshlab.v1.ServerIdentity;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.List;

/**
 * The meters of one server. Thread-safe.
 *
 * <p>The registry is the one on Prometheus' simpleclient, which Micrometer has deprecated in favour
 * of the one on the newer Prometheus client; nothing outside this class knows which it is.
 */
@SuppressWarnings("deprecation")
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  public Metrics(ServerIdentity server) {
    garbageCollection.bindTo(registry);
    List.of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
    Gauge.builder("meshlab.server.info", () -> 1)
        .description("Always 1; the labels say which server this is.")
        .tag("uuid", server.getUuid())
        .tag("pod", server.getPod())
        .tag("version", server.getVersion())
        .tag("zone", server.getZone())
        .register(registry);
  }

  /** Meters the calls of a service; its methods are shown from the start, with zeros. */
  public ServerInterceptor callsOf(BindableService service) {
    MetricCollectingServerInterceptor interceptor = new MetricCollectingServerInterceptor(registry);
    interceptor.preregisterService(service);
    return interceptor;
  }

  /** Meters calls; a method is shown from its first call on. */
  public ServerInterceptor calls() {
    return new MetricCollectingServerInterceptor(registry);
  }

  /** All meters in Prometheus' text format 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
