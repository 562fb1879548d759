package dev.meshlab.lab.run;

import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.stream.Collectors;

/** Remarks on where gateways run, since a rule may keep their calls in their zone. */
record GatewayPlaces(Mesh mesh) {

  /** A sentence for each gateway that is called; none where no zones are known. */
  List<String> notes(List<GatewayTarget> doors) {
    return doors.stream()
        .map(GatewayTarget::workload)
        .filter(gateway -> !gateway.locality().equals(Locality.UNKNOWN))
        .filter(gateway -> isFirst(gateway, doors))
        .distinct()
        .map(this::note)
        .toList();
  }

  /** Of the pods of one gateway in several places, the first takes the calls. */
  private static boolean isFirst(ClientWorkload gateway, List<GatewayTarget> doors) {
    return doors.stream()
        .map(GatewayTarget::workload)
        .filter(other -> isSame(gateway, other))
        .findFirst()
        .filter(gateway::equals)
        .isPresent();
  }

  private static boolean isSame(ClientWorkload gateway, ClientWorkload other) {
    return gateway.namespace().equals(other.namespace()) && gateway.labels().equals(other.labels());
  }

  private String note(ClientWorkload gateway) {
    boolean known = mesh.gatewayWorkloads().contains(gateway);
    String name = Labels.written(gateway.labels()) + " in namespace " + gateway.namespace();
    return known
        ? "the gateway (%s) calls from %s%s".formatted(name, gateway.locality(), others(gateway))
        : "the gateway (%s) is presumed to call from %s, since the manifests do not say where it runs; its Deployment does"
            .formatted(name, gateway.locality());
  }

  private String others(ClientWorkload gateway) {
    String places =
        mesh.gatewayWorkloads().stream()
            .filter(other -> isSame(gateway, other))
            .map(ClientWorkload::locality)
            .filter(place -> !place.equals(gateway.locality()))
            .map(Locality::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    return places.isEmpty() ? "" : "; its pods in %s are not played".formatted(places);
  }
}
