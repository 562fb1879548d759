package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;

/**
 * Pods that are to become ready.
 *
 * @param workload what makes them, as messages name it
 * @param labels that all of them have
 * @param count how many
 * @param sidecar whether Istio is to give each of them a proxy
 */
public record PodsWanted(
    String workload, String namespace, Map<String, String> labels, int count, boolean sidecar) {

  public PodsWanted {
    labels = Map.copyOf(labels);
  }

  /** Pods with or without a proxy. */
  public PodsWanted(String workload, String namespace, Map<String, String> labels, int count) {
    this(workload, namespace, labels, count, false);
  }

  boolean include(Pod pod) {
    return pod.getMetadata().getNamespace().equals(namespace)
        && pod.getMetadata().getLabels() != null
        && pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet());
  }

  boolean areReady(List<Pod> pods) {
    return ready(pods) >= count;
  }

  /** The number of those that are ready. */
  long ready(List<Pod> pods) {
    return pods.stream().filter(pod -> include(pod) && PodState.isReady(pod)).count();
  }
}
