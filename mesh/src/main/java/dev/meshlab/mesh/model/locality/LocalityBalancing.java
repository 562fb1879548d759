package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.TrafficPolicy;
import java.util.List;
import java.util.Optional;

/**
 * The preference among the localities of a cluster's endpoints, as seen by one caller (istio/istio,
 * core/loadbalancer). A DestinationRule's setting comes before the Service's traffic distribution,
 * and that before the mesh config's default, which is failover by distance.
 */
public sealed interface LocalityBalancing
    permits LocalityDistribution, LocalityFailover, ZoneAwareBalancing {

  /** The groups with the priorities and weights that the caller gives them. */
  List<LocalityGroup> apply(List<LocalityGroup> groups, ClientWorkload client);

  /** Empty when localities count for nothing. */
  static Optional<LocalityBalancing> of(Service service, TrafficPolicy policy) {
    Fields loadBalancer = policy.loadBalancer().orElse(null);
    boolean detectsOutliers = policy.outlierDetection().isPresent();
    if (loadBalancer != null && loadBalancer.has("zoneAwareLbSetting")) {
      return Optional.of(ZoneAwareBalancing.of(loadBalancer.below("zoneAwareLbSetting")));
    }
    if (loadBalancer != null && loadBalancer.has("localityLbSetting")) {
      return configured(loadBalancer.below("localityLbSetting"), detectsOutliers);
    }
    List<String> preference = service.trafficDistribution().failoverPriority();
    return detectsOutliers || !preference.isEmpty()
        ? Optional.of(new LocalityFailover(preference, List.of()))
        : Optional.empty();
  }

  /** Without outlier detection nothing would ever fail over, so failover is not even read. */
  private static Optional<LocalityBalancing> configured(Fields setting, boolean detectsOutliers) {
    if (!setting.bool("enabled", true)) {
      return Optional.empty();
    }
    if (!setting.children("distribute").isEmpty()) {
      return Optional.of(LocalityDistribution.of(setting.children("distribute")));
    }
    return detectsOutliers
        ? Optional.of(
            new LocalityFailover(setting.strings("failoverPriority"), RegionFailover.of(setting)))
        : Optional.empty();
  }
}
