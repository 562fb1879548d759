package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.TrafficPolicy;
import dev.meshlab.mesh.model.config.MeshConfig;
import java.util.List;
import java.util.Optional;

/**
 * The preference among the localities of a cluster's endpoints, as seen by one caller (istio/istio,
 * core/loadbalancer). A DestinationRule's setting comes before the Service's traffic distribution,
 * and that before the mesh config's, whose default is failover by distance.
 */
public sealed interface LocalityBalancing
    permits LocalityDistribution, LocalityFailover, ZoneAwareBalancing {

  /** The groups with the priorities and weights that the caller gives them. */
  List<LocalityGroup> apply(List<LocalityGroup> groups, ClientWorkload client);

  /** Empty when localities count for nothing. */
  static Optional<LocalityBalancing> of(MeshConfig config, Service service, TrafficPolicy policy) {
    Optional<Fields> own = policy.loadBalancer();
    boolean detectsOutliers = policy.outlierDetection().isPresent();
    Optional<Fields> zoneAware = own.flatMap(lb -> lb.child("zoneAwareLbSetting"));
    Optional<Fields> locality = own.flatMap(lb -> lb.child("localityLbSetting"));
    if (zoneAware.isEmpty() && locality.isEmpty()) {
      List<String> preference = service.trafficDistribution().failoverPriority();
      if (!preference.isEmpty()) {
        return Optional.of(new LocalityFailover(preference, List.of()));
      }
      zoneAware = config.zoneAwareLbSetting();
      locality = config.localityLbSetting();
    }
    if (zoneAware.isPresent()) {
      return zoneAware.map(ZoneAwareBalancing::of);
    }
    if (locality.isPresent()) {
      return configured(locality.get(), detectsOutliers);
    }
    return detectsOutliers
        ? Optional.of(new LocalityFailover(List.of(), List.of()))
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
