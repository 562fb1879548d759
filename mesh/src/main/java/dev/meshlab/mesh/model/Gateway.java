package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ports that some workloads open to the world.
 *
 * @param selector the labels of its workloads; without any it is for every gateway
 * @param ownNamespace whether it is only for workloads of its own namespace
 * @param services full names of the Services that lead to its workloads, where it names them
 *     instead of labels
 */
public record Gateway(
    Metadata metadata,
    Map<String, String> selector,
    boolean ownNamespace,
    List<String> services,
    List<GatewayServer> servers) {

  /** Istio's own kind. */
  static Gateway ofIstio(Document document, Fields root) {
    Fields spec = root.below("spec");
    String qualified = document.namespace() + "/" + document.name();
    return new Gateway(
        Metadata.of(document, root),
        Map.copyOf(spec.stringMap("selector")),
        false,
        List.of(),
        spec.children("servers").stream()
            .map(server -> GatewayServer.of(server, qualified))
            .toList());
  }

  /** A Gateway writes protocols as a Service writes its appProtocol, but in capitals. */
  static Protocol protocol(int port, String name) {
    return Protocol.of(port, "", "TCP", name.toLowerCase(Locale.ROOT));
  }

  public String name() {
    return metadata.name();
  }

  public String namespace() {
    return metadata.namespace();
  }

  /** {@code namespace/name}. */
  public String qualified() {
    return metadata.qualified();
  }

  /**
   * The Gateway that a VirtualService of a namespace means (istio/istio, model.resolveGatewayName):
   * a name alone, {@code namespace/name}, {@code ./name}, or the old form of a full host name.
   */
  public static String resolve(String reference, String namespace) {
    if (reference.equals(VirtualService.MESH)) {
      return reference;
    }
    int slash = reference.indexOf('/');
    if (slash >= 0) {
      return reference.startsWith("./") ? namespace + reference.substring(1) : reference;
    }
    String[] labels = reference.split("\\.", 3);
    return labels.length < 2 ? namespace + "/" + reference : labels[1] + "/" + labels[0];
  }

  /** True if its labels, without a look at Services, choose a workload. */
  boolean selects(String workloadNamespace, Map<String, String> labels) {
    return (!ownNamespace || namespace().equals(workloadNamespace))
        && Labels.satisfy(selector, labels);
  }
}
