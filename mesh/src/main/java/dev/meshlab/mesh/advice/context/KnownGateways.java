package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.KnownNames;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Gateway;
import dev.meshlab.mesh.model.VirtualService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Gateways of some manifests, of Istio's kind and of the Gateway API's. */
public final class KnownGateways {

  private final KnownNames qualified;
  private final Map<String, String> firstByName = new HashMap<>();

  private KnownGateways(List<Document> gateways) {
    for (Document gateway : gateways) {
      firstByName.putIfAbsent(gateway.name(), qualified(gateway));
    }
    qualified = new KnownNames(gateways.stream().map(KnownGateways::qualified).toList());
  }

  public static KnownGateways of(ManifestSet manifests) {
    return new KnownGateways(
        Stream.of(AdviceContext.NETWORKING, "gateway.networking.k8s.io")
            .flatMap(group -> manifests.of(group, "Gateway").stream())
            .toList());
  }

  private static String qualified(Document gateway) {
    return gateway.namespace() + "/" + gateway.name();
  }

  /** True if a rule of a namespace means one of them, or all sidecars, by a name. */
  public boolean contain(String name, String namespace) {
    return name.equals(VirtualService.MESH) || qualified.contains(Gateway.resolve(name, namespace));
  }

  /** One of this name in another namespace, or one of almost this name. */
  public Optional<String> meant(String name, String namespace) {
    String gateway = Gateway.resolve(name, namespace);
    return Optional.ofNullable(firstByName.get(gateway.substring(gateway.indexOf('/') + 1)))
        .or(() -> qualified.nearest(gateway));
  }
}
