package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;

/**
 * The workloads whose proxies apply a rule on one side: the caller, or the gateways.
 *
 * @param side where they are
 * @param workloads those of that side
 */
record Caller(Side side, List<ClientWorkload> workloads) {

  /** The caller, and the gateways where there are some. */
  static List<Caller> of(Mesh mesh, ClientWorkload client) {
    Caller inside = new Caller(Side.MESH, List.of(client));
    List<ClientWorkload> gateways = mesh.gatewayWorkloads();
    return gateways.isEmpty()
        ? List.of(inside)
        : List.of(inside, new Caller(Side.GATEWAYS, gateways));
  }

  boolean isAtGateways() {
    return side == Side.GATEWAYS;
  }

  /** The namespaces where they are. */
  List<String> namespaces() {
    return workloads.stream().map(ClientWorkload::namespace).distinct().toList();
  }

  /** True if a source includes any of them. */
  boolean isIncluded(Source source) {
    return workloads.stream().anyMatch(source::includes);
  }

  /** The reason why a source includes none of them, and the caller that it would include. */
  String not(Source source) {
    if (isAtGateways()) {
      return "is for callers %s, and no gateway is one".formatted(source.described());
    }
    ClientWorkload client = workloads.get(0);
    return "is for callers %s, and this caller has %s in namespace %s; %s would be one"
        .formatted(
            source.described(),
            client.labels().isEmpty() ? "no labels" : Labels.written(client.labels()),
            client.namespace(),
            source.flags());
  }
}
