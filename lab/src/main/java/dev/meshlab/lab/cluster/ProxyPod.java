package dev.meshlab.lab.cluster;

import dev.meshlab.lab.failure.MissingPrerequisite;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A pod that is ready and has a proxy of Istio's. */
public record ProxyPod(String namespace, String name) {

  /**
   * The first pod with such labels.
   *
   * @param labels that it has, among others
   * @param elsewhere how to name another one, as the end of a sentence
   * @throws MissingPrerequisite if there is none, or none has a proxy
   */
  public static ProxyPod labelled(
      Cluster cluster, String namespace, Map<String, String> labels, String elsewhere) {
    List<Pod> pods =
        cluster.ask(
            "list the pods of " + namespace,
            client -> client.pods().inNamespace(namespace).withLabels(labels).list().getItems());
    String which =
        labels.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
    return chosen(
        pods.stream().filter(PodState::isReady).toList(),
        "namespace %s has no pod that is ready and has the labels %s".formatted(namespace, which),
        elsewhere);
  }

  /**
   * The pod of a name.
   *
   * @param elsewhere how to name another one, as the end of a sentence
   * @throws MissingPrerequisite if there is none, or it has no proxy
   */
  public static ProxyPod named(Cluster cluster, String namespace, String name, String elsewhere) {
    Pod pod =
        cluster.ask(
            "read pod %s/%s".formatted(namespace, name),
            client -> client.pods().inNamespace(namespace).withName(name).get());
    return chosen(
        pod == null ? List.of() : List.of(pod),
        "namespace %s has no pod %s".formatted(namespace, name),
        elsewhere);
  }

  private static ProxyPod chosen(List<Pod> pods, String none, String elsewhere) {
    if (pods.isEmpty()) {
      throw new MissingPrerequisite(
          none + ".", "Apply its manifests, wait until it is ready, or " + elsewhere);
    }
    Pod pod =
        pods.stream()
            .filter(PodState::hasProxy)
            .findFirst()
            .orElseThrow(() -> withoutProxy(pods.get(0), elsewhere));
    return new ProxyPod(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
  }

  private static MissingPrerequisite withoutProxy(Pod pod, String elsewhere) {
    return new MissingPrerequisite(
        "pod %s/%s has no sidecar, so that no proxy is there to be read."
            .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName()),
        "Label its namespace istio-injection=enabled and make the pod anew, or " + elsewhere);
  }
}
