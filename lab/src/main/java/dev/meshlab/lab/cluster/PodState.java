package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of a pod as its cluster reports it. */
final class PodState {

  private PodState() {}

  static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && condition(pod, "Ready").filter(each -> "True".equals(each.getStatus())).isPresent();
  }

  static Optional<PodCondition> condition(Pod pod, String type) {
    return pod.getStatus().getConditions().stream()
        .filter(each -> each.getType().equals(type))
        .findFirst();
  }

  /** The states of all containers, the sidecars and those that only begin included. */
  static Stream<ContainerStatus> containers(Pod pod) {
    return Stream.concat(
        pod.getStatus().getInitContainerStatuses().stream(),
        pod.getStatus().getContainerStatuses().stream());
  }

  /** The number of times that containers of it had to be started again. */
  static int restarts(Pod pod) {
    return containers(pod).mapToInt(ContainerStatus::getRestartCount).sum();
  }

  static Optional<ContainerStatus> container(Pod pod, String name) {
    return containers(pod).filter(each -> each.getName().equals(name)).findFirst();
  }

  /** True if Istio has put a proxy into it. */
  static boolean hasProxy(Pod pod) {
    return Stream.concat(
            pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream())
        .anyMatch(container -> container.getName().equals("istio-proxy"));
  }
}
