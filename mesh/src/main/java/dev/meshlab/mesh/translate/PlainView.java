package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The virtual IPs of Services, as kube-proxy makes them: pods by labels, and port numbers. It knows
 * no protocols, and no rules of Istio but those by which pods refuse plain text.
 *
 * @param mesh what kube-proxy and the pods know of it
 */
public record PlainView(Mesh mesh) {

  private static final Set<String> KNOWN =
      Set.of("", "apps", "argoproj.io", "discovery.k8s.io", "security.istio.io");

  /**
   * The address of a Service port.
   *
   * @param endpoints the pods' addresses that it leads to, ready or not
   * @param clientAffinity whether all connections of a client go to one of them
   */
  public record Address(List<Endpoint> endpoints, boolean clientAffinity) {}

  /** The view of manifests, which notes what it reads of them. */
  public static PlainView of(ManifestSet manifests, Reads reads) {
    List<Document> known =
        manifests.documents().stream()
            .filter(document -> KNOWN.contains(document.group()))
            .toList();
    return new PlainView(Mesh.of(new ManifestSet(known, List.of()), reads, Viewer.ADDRESS));
  }

  /** The address of a Service port; empty where there is no such Service or port. */
  public Optional<Address> address(String host, int port) {
    return mesh.service(host)
        .flatMap(
            service ->
                service
                    .port(port)
                    .map(found -> mesh.endpoints(service, found))
                    .map(endpoints -> new Address(endpoints, service.clientAffinity())));
  }
}
