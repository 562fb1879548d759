package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.TrafficDistribution;
import dev.meshlab.mesh.model.TrafficPolicy;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.Optional;

/** {@code outlierDetection} (istio/istio, core/cluster_traffic_policy.go applyOutlierDetection). */
final class OutlierDetections {

  private static final UInt32Value NEVER = UInt32Value.of(0);
  private static final UInt32Value ALWAYS = UInt32Value.of(100);

  private OutlierDetections() {}

  /** Sets the panic threshold too, which is 0 unless the author wants another. */
  static void apply(Service service, TrafficPolicy policy, Cluster.Builder cluster) {
    policy.outlierDetection().ifPresent(o -> cluster.setOutlierDetection(detection(o)));
    int healthy = policy.outlierDetection().map(o -> minHealthPercent(service, o)).orElse(0);
    cluster
        .getCommonLbConfigBuilder()
        .setHealthyPanicThreshold(Percent.newBuilder().setValue(healthy));
  }

  /**
   * Below this share of healthy endpoints all of them get calls; so pods that are not ready must
   * not be among them, and are left out of the endpoints. A Service with a traffic distribution
   * needs to know them, and so has no such threshold (model.ForcesSupportUnhealthyEndpoints).
   */
  static int minHealthPercent(Service service, Fields outlierDetection) {
    return service.trafficDistribution() == TrafficDistribution.ANY
        ? Math.max(0, outlierDetection.integer("minHealthPercent", 0))
        : 0;
  }

  private static OutlierDetection detection(Fields fields) {
    OutlierDetection.Builder detection =
        OutlierDetection.newBuilder().setEnforcingSuccessRate(NEVER);
    count(fields, "consecutive5xxErrors")
        .ifPresent(n -> detection.setConsecutive5Xx(n).setEnforcingConsecutive5Xx(enforced(n)));
    count(fields, "consecutiveGatewayErrors")
        .ifPresent(
            n ->
                detection
                    .setConsecutiveGatewayFailure(n)
                    .setEnforcingConsecutiveGatewayFailure(enforced(n)));
    fields.duration("interval").map(Protos::duration).ifPresent(detection::setInterval);
    fields
        .duration("baseEjectionTime")
        .map(Protos::duration)
        .ifPresent(detection::setBaseEjectionTime);
    count(fields, "maxEjectionPercent")
        .filter(n -> n.getValue() > 0)
        .ifPresent(detection::setMaxEjectionPercent);
    if (fields.bool("splitExternalLocalOriginErrors", false)) {
      localOrigin(fields, detection);
    }
    return detection.build();
  }

  private static void localOrigin(Fields fields, OutlierDetection.Builder detection) {
    detection.setSplitExternalLocalOriginErrors(true).setEnforcingLocalOriginSuccessRate(NEVER);
    count(fields, "consecutiveLocalOriginFailures")
        .filter(n -> n.getValue() > 0)
        .ifPresent(
            n ->
                detection
                    .setConsecutiveLocalOriginFailure(n)
                    .setEnforcingConsecutiveLocalOriginFailure(ALWAYS));
  }

  private static Optional<UInt32Value> count(Fields fields, String field) {
    return fields.integer(field).map(n -> UInt32Value.of(n.intValue()));
  }

  private static UInt32Value enforced(UInt32Value count) {
    return count.getValue() == 0 ? NEVER : ALWAYS;
  }
}
