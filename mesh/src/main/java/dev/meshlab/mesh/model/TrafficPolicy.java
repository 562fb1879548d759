package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.Optional;

/**
 * The policy in force for one cluster, as whole blocks: Istio never merges the inside of a block.
 * The blocks are still the author's fields, so that what is read is what is translated.
 */
public record TrafficPolicy(
    Optional<Fields> loadBalancer,
    Optional<Fields> connectionPool,
    Optional<Fields> outlierDetection,
    Optional<Fields> tls,
    Optional<Fields> proxyProtocol,
    Optional<Fields> retryBudget) {

  /** Nothing but defaults. */
  public static final TrafficPolicy NONE =
      new TrafficPolicy(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * The policy of a host at a port. Settings for the port inherit nothing (istio/istio,
   * networking/util.GetPortLevelTrafficPolicy).
   */
  static TrafficPolicy of(Fields policy, int port) {
    return blocks(forPort(policy, port).orElse(policy));
  }

  /**
   * This policy with the blocks that a subset gives of its own. A subset's settings for the port
   * take the place of the whole, but for the two blocks that a port cannot set (istio/istio,
   * model.MergeTrafficPolicy).
   */
  TrafficPolicy overriddenBy(Fields subset, int port) {
    Optional<Fields> atPort = forPort(subset, port);
    TrafficPolicy own = blocks(atPort.orElse(subset));
    TrafficPolicy inherited = atPort.isPresent() ? NONE : this;
    return new TrafficPolicy(
        own.loadBalancer.or(inherited::loadBalancer),
        own.connectionPool.or(inherited::connectionPool),
        own.outlierDetection.or(inherited::outlierDetection),
        own.tls.or(inherited::tls),
        own.proxyProtocol.or(this::proxyProtocol),
        own.retryBudget.or(this::retryBudget));
  }

  /**
   * This policy with the blocks that the mesh config has for all that set none of their own
   * (istio/istio, core/cluster_traffic_policy.go applyDefaultTrafficPolicy).
   */
  public TrafficPolicy seededBy(Fields ofMesh) {
    return new TrafficPolicy(
        loadBalancer,
        connectionPool.or(() -> ofMesh.child("connectionPool")),
        outlierDetection.or(() -> ofMesh.child("outlierDetection")),
        tls,
        proxyProtocol,
        retryBudget);
  }

  /** True if it says that the pods speak HTTP/2, whatever their port declares; leaves no trace. */
  public boolean upgradesToHttp2() {
    return connectionPool
        .map(pool -> pool.unnoted().below("http").string("h2UpgradePolicy", ""))
        .filter("UPGRADE"::equals)
        .isPresent();
  }

  private static TrafficPolicy blocks(Fields policy) {
    return new TrafficPolicy(
        policy.child("loadBalancer"),
        policy.child("connectionPool"),
        policy.child("outlierDetection"),
        policy.child("tls"),
        policy.child("proxyProtocol"),
        policy.child("retryBudget"));
  }

  private static Optional<Fields> forPort(Fields policy, int port) {
    return policy.children("portLevelSettings").stream()
        .filter(settings -> settings.child("port").filter(p -> isNumber(p, port)).isPresent())
        .findFirst();
  }

  private static boolean isNumber(Fields selector, int port) {
    return selector.integer("number", 0) == port;
  }
}
