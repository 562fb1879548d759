package dev.meshlab.mesh.manifest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What Istio's admission webhook refuses although the schema allows it (istio/istio,
 * pkg/config/validation), with the webhook's own words as the message.
 */
final class IstioRules {

  private static final Set<String> PLAIN_PROTOCOLS = Set.of("HTTP", "HTTP2", "GRPC", "GRPC-WEB");

  private final List<Problem> problems;

  IstioRules(List<Problem> problems) {
    this.problems = problems;
  }

  void check(Document document) {
    if (!document.group().equals("networking.istio.io")) {
      return;
    }
    Fields root = Fields.of(document, new Reads());
    Fields spec = root.below("spec");
    switch (document.kind()) {
      case "VirtualService" -> {
        required(root, document);
        spec.children("http").forEach(new HttpRouteRules(this)::check);
      }
      case "DestinationRule" -> {
        required(root, document);
        destinationRule(spec);
      }
      case "Gateway" -> {
        required(root, document);
        spec.children("servers").forEach(this::server);
      }
      default -> {}
    }
  }

  private void required(Fields root, Document document) {
    if (!root.names().contains("spec")) {
      error(root, "spec", "is missing", "say what the " + document.kind() + " does");
    }
  }

  private void destinationRule(Fields spec) {
    TrafficPolicyRules policies = new TrafficPolicyRules(this);
    spec.child("trafficPolicy").ifPresent(policies::check);
    Set<String> names = new HashSet<>();
    for (Fields subset : spec.children("subsets")) {
      subset.child("trafficPolicy").ifPresent(policies::check);
      String name = subset.string("name", "");
      if (!names.add(name)) {
        error(subset, "name", "subset \"" + name + "\" is given twice", "rename one of them");
      }
    }
  }

  private void server(Fields server) {
    boolean plain = PLAIN_PROTOCOLS.contains(server.below("port").string("protocol", ""));
    Fields tls = server.below("tls");
    boolean terminates = server.has("tls") && !tls.string("mode", "").equals("PASSTHROUGH");
    if (plain && terminates && !tls.bool("httpsRedirect", false)) {
      error(
          server,
          "tls",
          "server cannot have TLS settings for plain text HTTP ports",
          "write port.protocol: HTTPS, which carries gRPC too");
    }
  }

  /** Reports a field, with its value where it is a scalar. */
  void error(Fields fields, String field, String message, String hint) {
    Problem problem = Problem.error(fields.position(field), fields.path(field), message, hint);
    problems.add(fields.string(field).map(problem::withValue).orElse(problem));
  }
}
