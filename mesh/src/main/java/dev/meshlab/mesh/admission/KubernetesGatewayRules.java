package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of Gateway API's CRD for a Gateway, its CEL rules among them. */
final class KubernetesGatewayRules {

  private static final String DOMAIN =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final Pattern HOST = Pattern.compile("(\\*\\.)?" + DOMAIN);
  private static final Pattern PROTOCOL =
      Pattern.compile("[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?|.*" + DOMAIN + "/[A-Za-z0-9]+");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "Hostname.*|.*IPAddress.*|.*NamedAddress.*|.*"
              + DOMAIN
              + "/[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+");
  private static final Pattern ANY = Pattern.compile("(?s).+");
  private static final Set<String> PLAIN = Set.of("HTTP", "TCP", "UDP");
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_PROTOCOL = 255;
  private static final int MOST_LISTENERS = 64;

  private final Findings findings;
  private final GrpcFieldRules fields;

  KubernetesGatewayRules(Findings findings) {
    this.findings = findings;
    this.fields = new GrpcFieldRules(findings);
  }

  void check(Fields root, Fields spec) {
    if (!root.has("spec")) {
      findings.error(root, "spec", "is missing", "say where the Gateway listens");
      return;
    }
    fields.required(spec, "gatewayClassName");
    fields.text(spec, "gatewayClassName", ANY, LONGEST_NAME);
    addresses(spec);
    List<Fields> listeners = spec.children("listeners");
    findings.errorIf(
        listeners.isEmpty() || listeners.size() > MOST_LISTENERS,
        spec,
        "listeners",
        "must have 1 to " + MOST_LISTENERS + " items",
        "add {name: http, port: 80, protocol: HTTP}");
    Set<String> names = new HashSet<>();
    Set<List<String>> sockets = new HashSet<>();
    for (Fields listener : listeners) {
      listener(listener);
      if (!names.add(listener.string("name", ""))) {
        String message = "Listener name must be unique within the Gateway";
        findings.error(listener, "name", message, "rename one of them");
      } else if (!sockets.add(socket(listener))) {
        String message = "Combination of port, protocol and hostname must be unique";
        findings.error(listener, "port", message, "keep one of them");
      }
    }
  }

  private static List<String> socket(Fields listener) {
    return List.of(
        listener.string("port", ""),
        listener.string("protocol", ""),
        listener.string("hostname", ""));
  }

  private void addresses(Fields spec) {
    Set<List<String>> seen = new HashSet<>();
    for (Fields address : spec.children("addresses")) {
      String type = address.string("type", "IPAddress");
      String value = address.string("value", "");
      fields.text(address, "type", ADDRESS, LONGEST_NAME);
      if (type.equals("Hostname") && address.has("value") && !HOST.matches(value)) {
        findings.error(address, "value", "is not a host name", "write gateway.example.com");
      } else if (type.equals("IPAddress") && address.has("value") && !Addresses.isAddress(value)) {
        findings.error(address, "value", "is not an IP address", "add type: Hostname");
      }
      findings.errorIf(
          address.has("value") && !seen.add(List.of(type, value)),
          address,
          "value",
          type + " values must be unique",
          "keep one of them");
    }
  }

  private void listener(Fields listener) {
    for (String field : List.of("name", "port", "protocol")) {
      fields.required(listener, field);
    }
    fields.sectionName(listener, "name");
    fields.port(listener);
    fields.text(listener, "protocol", PROTOCOL, LONGEST_PROTOCOL);
    fields.text(listener, "hostname", HOST, LONGEST_NAME);
    Fields allowed = listener.below("allowedRoutes");
    fields.oneOf(allowed.below("namespaces"), "from", Set.of("All", "Selector", "Same"));
    for (Fields kind : allowed.children("kinds")) {
      fields.required(kind, "kind");
      fields.kind(kind);
    }
    String protocol = listener.string("protocol", "");
    findings.errorIf(
        PLAIN.contains(protocol) && listener.has("tls"),
        listener,
        "tls",
        "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
        "write protocol: HTTPS");
    findings.errorIf(
        !protocol.equals("HTTP") && PLAIN.contains(protocol) && listener.has("hostname"),
        listener,
        "hostname",
        "hostname must not be specified for protocols ['TCP', 'UDP']",
        "remove it");
    findings.errorIf(
        protocol.equals("TLS") && !listener.has("tls"),
        listener,
        "tls",
        "tls mode must be set for protocol TLS",
        "add tls: {mode: Passthrough}");
    listener.child("tls").ifPresent(tls -> tls(tls, protocol));
  }

  private void tls(Fields tls, String protocol) {
    fields.oneOf(tls, "mode", Set.of("Terminate", "Passthrough"));
    boolean terminates = tls.string("mode", "Terminate").equals("Terminate");
    findings.errorIf(
        protocol.equals("HTTPS") && !terminates,
        tls,
        "mode",
        "tls mode must be Terminate for protocol HTTPS",
        "write protocol: TLS");
    findings.errorIf(
        terminates
            && tls.children("certificateRefs").isEmpty()
            && tls.below("options").names().isEmpty(),
        tls,
        "certificateRefs",
        "certificateRefs or options must be specified when mode is Terminate",
        "name a Secret");
    tls.children("certificateRefs").forEach(fields::reference);
  }
}
