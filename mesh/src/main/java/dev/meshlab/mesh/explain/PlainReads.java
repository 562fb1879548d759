package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import java.util.List;
import java.util.Set;

/**
 * The fields that a Service's virtual IP depends on: pods by labels, and port numbers. It knows no
 * protocols, and no rules of Istio but those by which pods refuse plain text.
 */
final class PlainReads {

  private static final Set<String> OF_PODS = Set.of("", "apps", "discovery.k8s.io");

  private PlainReads() {}

  static Reads of(ManifestSet manifests) {
    Reads reads = new Reads();
    Mesh.of(pods(manifests), reads, Viewer.CALLER);
    manifests.of("", "Service").forEach(service -> service(Fields.of(service, reads)));
    manifests
        .of("security.istio.io", "PeerAuthentication")
        .forEach(rule -> peerAuthentication(Fields.of(rule, reads).below("spec")));
    return reads;
  }

  private static ManifestSet pods(ManifestSet manifests) {
    List<Document> pods =
        manifests.documents().stream()
            .filter(document -> OF_PODS.contains(document.group()))
            .filter(document -> !document.kind().equals("Service"))
            .toList();
    return new ManifestSet(pods, List.of());
  }

  private static void peerAuthentication(Fields spec) {
    spec.below("selector").stringMap("matchLabels");
    spec.below("mtls").string("mode");
    Fields ports = spec.below("portLevelMtls");
    ports.names().forEach(port -> ports.below(port).string("mode"));
  }

  private static void service(Fields root) {
    Fields spec = root.below("spec");
    spec.string("clusterIP");
    spec.string("type");
    spec.stringMap("selector");
    spec.string("sessionAffinity");
    for (Fields port : spec.children("ports")) {
      port.integer("port");
      port.string("targetPort");
      port.string("protocol");
    }
  }
}
