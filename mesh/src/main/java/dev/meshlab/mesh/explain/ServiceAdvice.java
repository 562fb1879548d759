package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Hosts;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ports of which Istio does not know that they speak gRPC, Services without an address, and
 * affinity.
 */
final class ServiceAdvice implements Adviser {

  /** Ports on which Istio never guesses (pkg/config/kube, wellKnownPorts). */
  private static final Set<Integer> NEVER_GUESSED = Set.of(25, 53, 3306, 27017);

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Document document : scene.manifests().of("", "Service")) {
      Optional<Service> service =
          scene.mesh().service(Hosts.ofService(document.name(), document.namespace()));
      Fields spec = Scene.spec(document);
      if (service.isPresent()) {
        for (Fields port : spec.children("ports")) {
          service.get().port(port.integer("port", 0)).ifPresent(p -> port(port, p, advice));
        }
        headless(spec, service.get(), advice);
        affinity(spec, service.get(), advice);
      }
    }
    return advice;
  }

  private static void port(Fields fields, ServicePort port, List<Advice> advice) {
    if (port.protocol().isSniffed() && fields.has("appProtocol")) {
      advice.add(unknownAppProtocol(fields));
    } else if (port.protocol().isSniffed()) {
      advice.add(sniffed(fields));
    } else if (port.protocol().isOpaque() && !NEVER_GUESSED.contains(port.number())) {
      advice.add(pinned(fields));
    }
  }

  private static Advice unknownAppProtocol(Fields port) {
    String message =
        "\"%s\" is no protocol that Istio knows, and hides the port's name \"%s\": the protocol is"
            + " guessed for each connection";
    return Advice.of(
        "unknown-app-protocol",
        port,
        "appProtocol",
        message.formatted(port.string("appProtocol", ""), port.string("name", "")),
        "appProtocol: grpc            # or kubernetes.io/h2c",
        "protocol-selection");
  }

  private static Advice sniffed(Fields port) {
    String name = port.string("name", "");
    String what = name.isEmpty() ? "the port has no name" : "the name says no protocol";
    String message =
        what
            + ": sidecars guess the protocol of each connection from its first bytes, gateways speak"
            + " HTTP/1.1 to it";
    String fix = "name: grpc" + (name.isEmpty() ? "" : "-" + name) + "   # grpc, or grpc-…";
    return Advice.of("port-sniffed", port, "name", message, fix, "protocol-selection");
  }

  private static Advice pinned(Fields port) {
    String message =
        "is declared as bytes: a pod is chosen once for a connection, and every call of a gRPC"
            + " channel stays with it; routes, retries and timeouts of VirtualServices do not apply";
    return Advice.of("port-pinned", port, "name", message, "name: grpc", "pinned");
  }

  /** Issue istio/ztunnel#450; istiod reads the field nowhere. */
  private static void affinity(Fields spec, Service service, List<Advice> advice) {
    if (service.clientAffinity()) {
      advice.add(
          Advice.of(
              "session-affinity",
              spec,
              "sessionAffinity",
              "kube-proxy keeps a client's connections on one pod; sidecars, gateways and gRPC's own"
                  + " xDS clients know nothing of it",
              "# in a DestinationRule:\nloadBalancer:\n  consistentHash:\n    useSourceIp: true",
              "consistent-hash"));
    }
  }

  private static void headless(Fields spec, Service service, List<Advice> advice) {
    if (service.headless()) {
      advice.add(
          Advice.of(
              "headless",
              spec,
              "clusterIP",
              "a headless Service has no address of its own: DNS gives the client a pod's, and the"
                  + " sidecar balances nothing",
              "# leave clusterIP away",
              "pinned"));
    }
  }
}
