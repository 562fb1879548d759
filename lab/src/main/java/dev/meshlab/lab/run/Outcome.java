package dev.meshlab.lab.run;

import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.List;
import java.util.Optional;

/**
 * An answer to what becomes of some calls.
 *
 * @param doubt the reason why the prediction may not hold; empty where there is none
 * @param route that the calls take, as istiod sends it; empty where their bytes are passed on
 * @param rule the part of a rule that the route was made of; empty where none asks for it
 * @param clusters to which the route leads calls, and copies of them, as istiod sends them
 */
public record Outcome(
    Prediction prediction,
    PodLabels pods,
    String doubt,
    Optional<Route> route,
    Optional<Fields> rule,
    List<Cluster> clusters) {

  public Outcome {
    clusters = List.copyOf(clusters);
  }
}
