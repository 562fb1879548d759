package dev.meshlab.lab.run;

/**
 * The name of a caller, by which it is found in other manifests, too.
 *
 * @param kind of the workload; empty for any pod of a namespace
 * @param workload its name; empty for any pod of a namespace
 */
public record CallerName(String namespace, String kind, String workload) {

  /** A pod that no manifest has. */
  static CallerName anyOf(String namespace) {
    return new CallerName(namespace, "", "");
  }

  boolean isAnyPod() {
    return workload.isEmpty();
  }

  /** {@code Deployment shop/cart}. */
  @Override
  public String toString() {
    return isAnyPod()
        ? "any pod of namespace " + namespace
        : "%s %s/%s".formatted(kind, namespace, workload);
  }
}
