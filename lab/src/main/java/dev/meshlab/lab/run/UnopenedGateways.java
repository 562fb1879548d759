package dev.meshlab.lab.run;

import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.unplayed.Experiment;
import java.util.Optional;

/**
 * Gateways that select no pod although the manifests have pods of other gateways: on a cluster of
 * these manifests their ports are not open.
 */
record UnopenedGateways(Mesh mesh) {

  /** The reason why nothing is known of an experiment; empty where a gateway may be there. */
  Optional<String> touching(Experiment experiment) {
    return Optional.of(experiment.caller())
        .filter(gateway -> experiment.viewer() == Viewer.GATEWAY)
        .filter(gateway -> !gateway.labels().isEmpty())
        .filter(gateway -> mesh.pods().stream().noneMatch(pod -> isOf(gateway, pod)))
        .flatMap(this::other);
  }

  private static boolean isOf(ClientWorkload gateway, Pod pod) {
    return Labels.satisfy(gateway.labels(), pod.labels());
  }

  private Optional<String> other(ClientWorkload gateway) {
    return mesh.pods().stream()
        .filter(pod -> pod.labels().containsKey(IstioNames.GATEWAY_LABEL))
        .findFirst()
        .map(
            pod ->
                "no pod has the labels %s that the Gateway selects, so that no gateway opens its ports; pod %s is a gateway with %s=%s"
                    .formatted(
                        Labels.written(gateway.labels()),
                        pod.name(),
                        IstioNames.GATEWAY_LABEL,
                        pod.labels().get(IstioNames.GATEWAY_LABEL)));
  }
}
