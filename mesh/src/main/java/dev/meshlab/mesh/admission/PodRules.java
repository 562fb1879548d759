package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Errors that the API server finds in the pods of a workload (kubernetes, ValidatePodSpec). */
final class PodRules {

  private static final String REQUIRED = "Required value";

  private final Findings findings;

  PodRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields spec) {
    Set<String> names = new HashSet<>();
    Set<String> volumes = names(spec.children("volumes"), new HashSet<>());
    if (spec.children("containers").isEmpty()) {
      findings.error(spec, "containers", REQUIRED, "name the containers that the pods run");
    }
    for (String list : List.of("initContainers", "containers")) {
      names(spec.children(list), names);
      spec.children(list).forEach(container -> container(container, volumes));
    }
  }

  /** Names that are labels of DNS, each once. */
  private Set<String> names(List<Fields> named, Set<String> taken) {
    for (Fields one : named) {
      String name = one.string("name", "");
      Optional<String> fault = name.isEmpty() ? Optional.of(REQUIRED) : KubernetesNames.label(name);
      fault.ifPresent(message -> findings.error(one, "name", message, "write it as my-name"));
      findings.errorIf(
          !taken.add(name) && fault.isEmpty(),
          one,
          "name",
          "Duplicate value",
          "give each a name of its own");
    }
    return taken;
  }

  private void container(Fields container, Set<String> volumes) {
    findings.errorIf(
        container.string("image", "").isEmpty(),
        container,
        "image",
        REQUIRED,
        "name the image that it runs");
    ports(container.children("ports"));
    for (Fields variable : container.children("env")) {
      findings.errorIf(
          variable.string("name", "").isEmpty(), variable, "name", REQUIRED, "name the variable");
    }
    for (Fields mount : container.children("volumeMounts")) {
      findings.errorIf(
          !volumes.contains(mount.string("name", "")),
          mount,
          "name",
          "Not found",
          "name one of the pod's volumes: " + volumes);
      findings.errorIf(
          mount.string("mountPath", "").isEmpty(), mount, "mountPath", REQUIRED, "say where");
    }
    new ProbeRules(findings).check(container);
    new ResourceRules(findings).check(container);
  }

  private void ports(List<Fields> ports) {
    Set<String> names = new HashSet<>();
    for (Fields port : ports) {
      findings.errorIf(
          !port.has("containerPort"), port, "containerPort", REQUIRED, "say which port");
      port.string("name")
          .filter(name -> !name.isEmpty())
          .ifPresent(
              name -> {
                String fault =
                    KubernetesNames.portName(name).orElse(names.add(name) ? "" : "Duplicate value");
                findings.errorIf(!fault.isEmpty(), port, "name", fault, "write it as grpc");
              });
    }
  }
}
