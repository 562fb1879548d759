package dev.meshlab.mesh.loopback;

import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One deviation and the change that it makes, so that what is reported about a configuration is
 * what was done to it.
 */
record Adaptation(Deviation deviation, UnaryOperator<Resources> change) {

  static Adaptation ofClusters(Deviation deviation, UnaryOperator<Cluster> change) {
    return new Adaptation(
        deviation, all -> all.withClusters(all.clusters().stream().map(change).toList()));
  }

  static Adaptation ofEndpoints(Deviation deviation, UnaryOperator<ClusterLoadAssignment> change) {
    return new Adaptation(
        deviation, all -> all.withEndpoints(all.endpoints().stream().map(change).toList()));
  }

  static Adaptation ofRoutes(Deviation deviation, UnaryOperator<RouteConfiguration> change) {
    return new Adaptation(
        deviation, all -> all.withRoutes(all.routes().stream().map(change).toList()));
  }

  /** Makes the changes one after the other, and notes which of them changed something. */
  static Adapted apply(List<Adaptation> adaptations, Resources resources) {
    List<Deviation> deviations = new ArrayList<>();
    Resources adapted = resources;
    for (Adaptation adaptation : adaptations) {
      Resources changed = adaptation.change.apply(adapted);
      if (!changed.equals(adapted)) {
        deviations.add(adaptation.deviation);
        adapted = changed;
      }
    }
    return new Adapted(adapted, deviations);
  }

  static List<Deviation> deviations(List<Adaptation> adaptations) {
    return adaptations.stream().map(Adaptation::deviation).toList();
  }
}
