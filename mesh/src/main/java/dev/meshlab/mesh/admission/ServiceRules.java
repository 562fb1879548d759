package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.TargetPort;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Errors that the API server finds in a Service (kubernetes, ValidateService). */
final class ServiceRules {

  private static final String NONE = "None";
  private static final String REQUIRED = "Required value";

  private final Findings findings;

  ServiceRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields spec) {
    boolean external = spec.string("type", "").equals("ExternalName");
    String clusterIp = spec.string("clusterIP", "");
    List<Fields> ports = spec.children("ports");
    if (ports.isEmpty() && !external && !clusterIp.equals(NONE)) {
      findings.error(spec, "ports", REQUIRED, "list the ports that callers use");
    }
    if (external) {
      Optional<String> fault =
          spec.string("externalName").map(KubernetesNames::subdomain).orElse(Optional.of(REQUIRED));
      fault.ifPresent(
          message -> findings.error(spec, "externalName", message, "name a host of DNS"));
    }
    if (!clusterIp.isEmpty() && !clusterIp.equals(NONE) && !Addresses.isAddress(clusterIp)) {
      String message = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
      findings.error(spec, "clusterIP", message, "remove it: the cluster assigns one");
    }
    new SelectorRules(findings).check(spec.below("selector"));
    ports(ports);
  }

  private void ports(List<Fields> ports) {
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (Fields port : ports) {
      String name = port.string("name", "");
      if (name.isEmpty()) {
        findings.errorIf(ports.size() > 1, port, "name", REQUIRED, "name each of several ports");
      } else {
        name(port, name);
        findings.errorIf(
            !names.add(name), port, "name", "Duplicate value", "give each port a name of its own");
      }
      number(port, numbers);
      TargetPort.of(port).ifPresent(target -> target(port, target));
    }
  }

  private void name(Fields port, String name) {
    Optional<String> fault =
        name.contains(".") ? Optional.of("must not contain dots") : KubernetesNames.label(name);
    fault.ifPresent(message -> findings.error(port, "name", message, "write it as grpc or grpc-a"));
  }

  private void number(Fields port, Set<String> numbers) {
    if (!port.has("port")) {
      findings.error(port, "port", REQUIRED, "say which port callers use");
      return;
    }
    String number = port.string("port", "") + "/" + port.string("protocol", "TCP");
    findings.errorIf(
        !numbers.add(number), port, "port", "Duplicate value", "keep one port of this number");
  }

  private void target(Fields port, String target) {
    Optional<Long> number = port.integer("targetPort");
    Optional<String> fault =
        number.isEmpty()
            ? KubernetesNames.portName(target)
            : number
                .filter(n -> n < 1 || n > 65_535)
                .map(n -> "must be between 1 and 65535, inclusive");
    fault.ifPresent(
        message ->
            findings.error(port, "targetPort", message, "name or number a port of the pods"));
  }
}
