package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.TrafficPolicy;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.Optional;

/** {@code connectionPool} and {@code retryBudget} (core/cluster_traffic_policy.go). */
public final class ConnectionPools {

  /** 2^32-1: Istio lifts Envoy's own limits of 1024 connections and 3 retries. */
  private static final UInt32Value UNLIMITED = UInt32Value.of(-1);

  private static final Thresholds NO_THRESHOLDS =
      Thresholds.newBuilder()
          .setMaxConnections(UNLIMITED)
          .setMaxPendingRequests(UNLIMITED)
          .setMaxRequests(UNLIMITED)
          .setMaxRetries(UNLIMITED)
          .build();

  /** Istio's defaults for a retry budget of which a part is left open. */
  private static final double BUDGET_PERCENT = 20;

  private static final int BUDGET_CONCURRENCY = 3;

  private ConnectionPools() {}

  static void apply(
      MeshConfig config,
      ServiceCluster described,
      Cluster.Builder cluster,
      HttpProtocols protocols) {
    TrafficPolicy policy = described.seededPolicy();
    boolean declared = described.port().protocol().isHttp();
    protocols.upgrade(http(policy), () -> declared && config.upgradesToHttp2());
    apply(config, policy, cluster, protocols);
  }

  private static Optional<Fields> http(TrafficPolicy policy) {
    return policy.connectionPool().flatMap(pool -> pool.child("http"));
  }

  /** The same, where the version of HTTP is settled, as towards a sidecar's own pod. */
  static void apply(
      MeshConfig config, TrafficPolicy policy, Cluster.Builder cluster, HttpProtocols protocols) {
    Optional<Fields> http = http(policy);
    Optional<Fields> tcp = policy.connectionPool().flatMap(pool -> pool.child("tcp"));
    limit(config, policy, cluster);
    idle(http, tcp).ifPresent(t -> protocols.common().setIdleTimeout(t));
    tcp.flatMap(settings -> duration(settings, "maxConnectionDuration"))
        .ifPresent(longest -> protocols.common().setMaxConnectionDuration(longest));
    http.ifPresent(settings -> http(settings, protocols));
  }

  /** The limits and the settings of connections, which do not depend on what is spoken. */
  public static void limit(MeshConfig config, TrafficPolicy policy, Cluster.Builder cluster) {
    Thresholds.Builder limits = NO_THRESHOLDS.toBuilder();
    policy.retryBudget().ifPresent(budget -> limits.setRetryBudget(retryBudget(budget)));
    Optional<Fields> pool = policy.connectionPool();
    pool.flatMap(p -> p.child("http")).ifPresent(settings -> requests(settings, limits));
    cluster.setConnectTimeout(Protos.duration(config.connectTimeout()));
    config.tcpKeepalive().ifPresent(k -> keepalive(k, cluster));
    pool.flatMap(p -> p.child("tcp")).ifPresent(settings -> connections(settings, limits, cluster));
    cluster.setCircuitBreakers(CircuitBreakers.newBuilder().addThresholds(limits));
  }

  private static void requests(Fields http, Thresholds.Builder limits) {
    limit(http, "http2MaxRequests").ifPresent(limits::setMaxRequests);
    limit(http, "http1MaxPendingRequests").ifPresent(limits::setMaxPendingRequests);
    limit(http, "maxRetries").ifPresent(limits::setMaxRetries);
  }

  private static void connections(Fields tcp, Thresholds.Builder limits, Cluster.Builder cluster) {
    limit(tcp, "maxConnections").ifPresent(limits::setMaxConnections);
    duration(tcp, "connectTimeout").ifPresent(cluster::setConnectTimeout);
    tcp.child("tcpKeepalive").ifPresent(k -> keepalive(k, cluster));
  }

  private static Optional<Duration> idle(Optional<Fields> http, Optional<Fields> tcp) {
    return http.flatMap(settings -> duration(settings, "idleTimeout"))
        .or(() -> tcp.flatMap(settings -> duration(settings, "idleTimeout")));
  }

  /**
   * Applies the settings for HTTP. Those that need HTTP/2 still add the empty common options when
   * the pods speak another protocol.
   */
  private static void http(Fields http, HttpProtocols protocols) {
    Optional<UInt32Value> perConnection = limit(http, "maxRequestsPerConnection");
    if (perConnection.isPresent()) {
      protocols.common().setMaxRequestsPerConnection(perConnection.get());
    }
    if (protocols.isHttp2()) {
      limit(http, "maxConcurrentStreams").ifPresent(protocols::limitStreams);
      http.child("http2KeepAlive").ifPresent(protocols::keepAlive);
    } else if (limit(http.unnoted(), "maxConcurrentStreams").isPresent()
        || http.has("http2KeepAlive")) {
      protocols.touchCommon();
    }
    if (http.bool("useClientProtocol", false)) {
      protocols.followClient();
    }
  }

  /** A field that is written replaces the one that was set before. */
  private static void keepalive(Fields settings, Cluster.Builder cluster) {
    TcpKeepalive.Builder keepalive =
        cluster.getUpstreamConnectionOptionsBuilder().getTcpKeepaliveBuilder();
    limit(settings, "probes").ifPresent(keepalive::setKeepaliveProbes);
    settings.duration("time").ifPresent(t -> keepalive.setKeepaliveTime(seconds(t)));
    settings.duration("interval").ifPresent(t -> keepalive.setKeepaliveInterval(seconds(t)));
  }

  private static Thresholds.RetryBudget retryBudget(Fields budget) {
    Optional<UInt32Value> concurrency = limit(budget, "minRetryConcurrency");
    double percent = budget.number("percent").orElse(BUDGET_PERCENT);
    return Thresholds.RetryBudget.newBuilder()
        .setBudgetPercent(Percent.newBuilder().setValue(percent))
        .setMinRetryConcurrency(concurrency.orElse(UInt32Value.of(BUDGET_CONCURRENCY)))
        .build();
  }

  /** Istio cannot tell 0 from unset, so 0 changes nothing. */
  private static Optional<UInt32Value> limit(Fields settings, String field) {
    return settings.integer(field).filter(n -> n > 0).map(n -> UInt32Value.of(n.intValue()));
  }

  private static UInt32Value seconds(java.time.Duration duration) {
    return UInt32Value.of((int) duration.toSeconds());
  }

  private static Optional<Duration> duration(Fields settings, String field) {
    return settings.duration(field).map(Protos::duration);
  }
}
