package dev.meshlab.lab.cast;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A workload as users write it: by its name, as {@code namespace/name}, or as kubectl takes it,
 * {@code deploy/name}.
 */
public record WorkloadName(String text) {

  /** The short names of kubectl (kubernetes, pkg/registry, ShortNames). */
  private static final Map<String, String> KINDS =
      Map.of(
          "deploy", "deployment",
          "sts", "statefulset",
          "ds", "daemonset",
          "rs", "replicaset",
          "cj", "cronjob",
          "po", "pod");

  /**
   * The workload of a mesh that has this name.
   *
   * @throws BadInput if none has, or several have
   */
  public Deployment in(Mesh mesh) {
    List<Deployment> named = mesh.deployments().stream().filter(this::isOf).toList();
    if (named.size() == 1) {
      return named.get(0);
    }
    throw new BadInput(
        named.isEmpty()
            ? unknown(mesh.deployments().stream().map(Deployment::name).distinct().toList())
            : "several workloads are named '%s': write one of %s"
                .formatted(
                    text,
                    String.join(
                        ", ",
                        named.stream()
                            .map(each -> each.namespace() + "/" + each.name())
                            .sorted()
                            .toList())));
  }

  private String unknown(List<String> known) {
    String all =
        known.isEmpty() ? "the manifests have none" : "choose from " + String.join(", ", known);
    return "the manifests have no workload '%s'; %s"
        .formatted(text, Nearest.hint(text, known, all));
  }

  /** True if it is the name of this workload. */
  public boolean isOf(Deployment workload) {
    return text.equals(workload.name())
        || text.equals(workload.namespace() + "/" + workload.name());
  }

  /** True if it names the kind of this workload in place of its namespace. */
  public boolean isOfKindAndNameOf(Deployment workload) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).equals(workload.name())) {
      return false;
    }
    String written = text.substring(0, slash).toLowerCase(Locale.ROOT);
    String kind = workload.kind().toLowerCase(Locale.ROOT);
    return written.equals(kind) || written.equals(kind + "s") || kind.equals(KINDS.get(written));
  }
}
