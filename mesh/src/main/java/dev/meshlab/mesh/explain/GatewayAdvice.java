package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.model.ServicePort;
import java.util.ArrayList;
import java.util.List;

/** Gateways that nobody defines, or that speak another protocol than the server. */
final class GatewayAdvice implements Adviser {

  private static final String MESH = "mesh";

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    List<String> known =
        scene.manifests().of(Scene.NETWORKING, "Gateway").stream()
            .map(gateway -> gateway.namespace() + "/" + gateway.name())
            .toList();
    for (Document rule : scene.manifests().of(Scene.NETWORKING, "VirtualService")) {
      Fields spec = Scene.spec(rule);
      for (String name : spec.strings("gateways")) {
        if (!name.equals(MESH)) {
          missing(spec, name, fullName(name, rule), known, advice);
        }
      }
    }
    for (Scene.Route route : scene.routes()) {
      if (route.spec().strings("gateways").stream().anyMatch(name -> !name.equals(MESH))) {
        route.fields().children("route").forEach(to -> upstream(scene, route, to, advice));
      }
    }
    return advice;
  }

  private static void missing(
      Fields spec, String written, String name, List<String> known, List<Advice> advice) {
    if (!known.contains(name)) {
      String fix =
          Nearest.to(name, known).map(near -> "gateways:\n- " + near).orElse("# add the Gateway");
      advice.add(
          Advice.of(
              "unknown-gateway",
              spec,
              "gateways",
              "no Gateway is called " + written + ", so nobody obeys this rule there",
              fix,
              "ingress-gateway"));
    }
  }

  /** {@code namespace/name}, also of the older form {@code name.namespace.svc.cluster.local}. */
  private static String fullName(String name, Document rule) {
    if (name.contains("/")) {
      return name;
    }
    String[] parts = name.split("\\.", 3);
    return parts.length > 1 ? parts[1] + "/" + parts[0] : rule.namespace() + "/" + name;
  }

  private static void upstream(Scene scene, Scene.Route route, Fields to, List<Advice> advice) {
    Fields destination = to.below("destination");
    boolean sniffed =
        scene
            .service(destination.string("host", ""), route.rule().namespace())
            .filter(service -> service.ports().stream().anyMatch(GatewayAdvice::isSniffed))
            .isPresent();
    if (sniffed) {
      advice.add(
          Advice.of(
              "gateway-guesses-http1",
              destination,
              "host",
              "gateways do not guess: to a port that declares no protocol they speak HTTP/1.1, which"
                  + " a gRPC server refuses",
              "ports:           # of the Service\n- name: grpc",
              "ingress-gateway"));
    }
  }

  private static boolean isSniffed(ServicePort port) {
    return port.protocol().isSniffed();
  }
}
