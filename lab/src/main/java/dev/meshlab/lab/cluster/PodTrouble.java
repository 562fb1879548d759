package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The reason why a pod does not come up, in plain words, and what to do about it. The names of the
 * reasons are the kubelet's (kubernetes/kubernetes, pkg/kubelet/images/types.go and
 * pkg/kubelet/kuberuntime).
 *
 * @param what is wrong
 * @param remedy what to do
 */
record PodTrouble(String what, String remedy) {

  /** A first failure of a registry may pass; the kubelet's back-off says that it did not. */
  private static final Set<String> NO_IMAGE =
      Set.of("ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

  private static final Set<String> CANNOT_START =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  /** The trouble that does not pass by itself; empty while a pod may still come up. */
  static Optional<PodTrouble> lasting(Pod pod) {
    return PodState.containers(pod)
        .flatMap(container -> lasting(pod, container).stream())
        .findFirst();
  }

  private static Optional<PodTrouble> lasting(Pod pod, ContainerStatus container) {
    ContainerStateWaiting waiting = state(container).getWaiting();
    String reason = waiting == null ? "" : Objects.toString(waiting.getReason(), "");
    String message = waiting == null ? "" : Objects.toString(waiting.getMessage(), "");
    if (NO_IMAGE.contains(reason)) {
      return Optional.of(noImage(pod, container, reason, message));
    }
    if (CANNOT_START.contains(reason)) {
      return Optional.of(
          new PodTrouble(
              "%s: container %s cannot be started (%s): %s"
                  .formatted(name(pod), container.getName(), reason, message),
              "correct its manifest"));
    }
    return reason.equals("CrashLoopBackOff")
        ? Optional.of(crashing(pod, container))
        : Optional.empty();
  }

  private static PodTrouble noImage(
      Pod pod, ContainerStatus container, String reason, String message) {
    return new PodTrouble(
        "%s: the cluster does not get the image %s (%s): %s"
            .formatted(name(pod), container.getImage(), reason, message),
        "push it to a registry that the cluster reads and write that name into the manifest, or load"
            + " it into the nodes (kind load docker-image "
            + container.getImage()
            + ")");
  }

  private static PodTrouble crashing(Pod pod, ContainerStatus container) {
    ContainerStateTerminated last =
        container.getLastState() == null ? null : container.getLastState().getTerminated();
    String how =
        last == null
            ? ""
            : ", the last time with exit code %d%s"
                .formatted(
                    last.getExitCode(),
                    "OOMKilled".equals(last.getReason()) ? ", without enough memory" : "");
    return new PodTrouble(
        "%s: container %s ends again and again%s".formatted(name(pod), container.getName(), how),
        "kubectl -n %s logs %s -c %s --previous"
            .formatted(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                container.getName()));
  }

  /** The reason why a pod is not ready when it should be, from its state and its events. */
  static PodTrouble late(Pod pod, List<Event> events) {
    return lasting(pod)
        .or(() -> unscheduled(pod))
        .or(() -> pulling(pod))
        .or(() -> told(pod, events))
        .orElseGet(
            () ->
                new PodTrouble(
                    name(pod) + " is " + pod.getStatus().getPhase() + ", and not ready",
                    describe(pod)));
  }

  private static Optional<PodTrouble> unscheduled(Pod pod) {
    return PodState.condition(pod, "PodScheduled")
        .filter(scheduled -> "False".equals(scheduled.getStatus()))
        .map(
            scheduled ->
                new PodTrouble(
                    "%s is pending: no node takes it: %s"
                        .formatted(name(pod), scheduled.getMessage()),
                    "make room, ask for less (resources), or ask for fewer pods (--replicas)"));
  }

  private static Optional<PodTrouble> pulling(Pod pod) {
    return PodState.containers(pod)
        .filter(each -> state(each).getWaiting() != null)
        .filter(each -> "ErrImagePull".equals(state(each).getWaiting().getReason()))
        .map(
            each ->
                noImage(
                    pod,
                    each,
                    "ErrImagePull",
                    Objects.toString(state(each).getWaiting().getMessage(), "")))
        .findFirst();
  }

  /** The last warning of the kubelet, such as that of a probe. */
  private static Optional<PodTrouble> told(Pod pod, List<Event> events) {
    return events.stream()
        .filter(event -> "Warning".equals(event.getType()))
        .filter(
            event -> Objects.equals(event.getInvolvedObject().getUid(), pod.getMetadata().getUid()))
        .max(Comparator.comparing(event -> Objects.toString(event.getLastTimestamp(), "")))
        .map(
            event ->
                new PodTrouble(
                    "%s is not ready: %s: %s"
                        .formatted(name(pod), event.getReason(), event.getMessage()),
                    describe(pod)));
  }

  /**
   * The reason why a controller may not make a pod.
   *
   * @param events that say so; not empty
   */
  static PodTrouble unmade(List<Event> events) {
    Event first = events.get(0);
    return new PodTrouble(
        "%s %s gets no pods: %s"
            .formatted(
                first.getInvolvedObject().getKind(),
                first.getInvolvedObject().getName(),
                first.getMessage()),
        "correct what refuses them: the PodSecurity of the namespace (istio-init needs more than"
            + " restricted, unless Istio runs with its CNI plugin), a quota, or a webhook");
  }

  /** The lack of a proxy that Istio should have given to a pod. */
  static PodTrouble withoutProxy(Pod pod) {
    return new PodTrouble(
        name(pod) + " has no sidecar although it asks for one: Istio's webhook did not act",
        "see that istiod runs (istioctl analyze -n %s), and that its revision is the one of the labels: a mesh with revisions needs istio.io/rev at the namespace, or a tag named default"
            .formatted(pod.getMetadata().getNamespace()));
  }

  private static ContainerState state(ContainerStatus container) {
    return Objects.requireNonNullElseGet(container.getState(), ContainerState::new);
  }

  private static String describe(Pod pod) {
    return "kubectl -n %s describe pod %s"
        .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
  }

  private static String name(Pod pod) {
    return "pod " + pod.getMetadata().getName();
  }

  ClusterFailed failure() {
    return new ClusterFailed(what + "; " + remedy);
  }
}
