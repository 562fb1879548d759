package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTroubleTest {

  @ParameterizedTest
  @CsvSource({
    "ImagePullBackOff, 'pod server-1: the cluster does not get the image shop/server:9"
        + " (ImagePullBackOff): no such tag; push it to a registry'",
    "ErrImageNeverPull, 'pod server-1: the cluster does not get the image shop/server:9'",
    "CreateContainerConfigError, 'pod server-1: container server cannot be started"
        + " (CreateContainerConfigError): no such tag; correct its manifest'",
    "CrashLoopBackOff, 'pod server-1: container server ends again and again; kubectl -n shop logs"
        + " server-1 -c server --previous'",
  })
  void namesWhatDoesNotPassByItselfAndTheRemedy(String reason, String words) {
    PodTrouble trouble = PodTrouble.lasting(waiting(reason)).orElseThrow();
    assertThat(trouble.failure().getMessage()).startsWith(words);
  }

  @ParameterizedTest
  @CsvSource({"ContainerCreating", "PodInitializing", "ErrImagePull"})
  void waitsOnForWhatMayPass(String reason) {
    assertThat(PodTrouble.lasting(waiting(reason))).isEmpty();
  }

  @Test
  void saysWithWhichExitCodeAContainerEndsAndWhetherMemoryWasShort() {
    Pod pod =
        pod(
            """
            {"phase": "Running", "containerStatuses": [{"name": "server", "image": "shop/server:9",
              "state": {"waiting": {"reason": "CrashLoopBackOff"}},
              "lastState": {"terminated": {"exitCode": 137, "reason": "OOMKilled"}}}]}
            """);
    assertThat(PodTrouble.lasting(pod).orElseThrow().what())
        .endsWith("ends again and again, the last time with exit code 137, without enough memory");
  }

  @Test
  void findsTheTroubleOfASidecarThatIsAmongTheInitContainers() {
    Pod pod =
        pod(
            """
            {"phase": "Pending", "initContainerStatuses": [{"name": "istio-proxy", "image": "proxyv2",
              "state": {"waiting": {"reason": "ImagePullBackOff"}}}]}
            """);
    assertThat(PodTrouble.lasting(pod).orElseThrow().what()).contains("the image proxyv2");
  }

  @Test
  void quotesTheSchedulerOfAPodThatNoNodeTakes() {
    Pod pod =
        pod(
            """
            {"phase": "Pending", "conditions": [{"type": "PodScheduled", "status": "False",
              "reason": "Unschedulable", "message": "0/1 nodes are available: 1 Insufficient cpu."}]}
            """);
    assertThat(PodTrouble.lasting(pod)).isEmpty();
    assertThat(PodTrouble.late(pod, List.of()).failure().getMessage())
        .isEqualTo(
            "pod server-1 is pending: no node takes it: 0/1 nodes are available: 1 Insufficient cpu.;"
                + " make room, ask for less (resources), or ask for fewer pods (--replicas)");
  }

  @Test
  void quotesTheLastWarningOfAPodWhoseProbesFail() {
    PodTrouble trouble =
        PodTrouble.late(
            pod("{\"phase\": \"Running\"}"),
            List.of(
                event("Warning", "Unhealthy", "Startup probe failed: early", "1"),
                event("Warning", "Unhealthy", "Startup probe failed: refused", "2"),
                event("Normal", "Pulled", "image is there", "3")));
    assertThat(trouble.what())
        .isEqualTo("pod server-1 is not ready: Unhealthy: Startup probe failed: refused");
  }

  @Test
  void saysWhyAWorkloadGetsNoPods() {
    Event refused = event("Warning", "FailedCreate", "violates PodSecurity", "1");
    assertThat(PodTrouble.unmade(List.of(refused)).what())
        .isEqualTo("ReplicaSet server-7f gets no pods: violates PodSecurity");
  }

  private static Pod waiting(String reason) {
    return pod(
        """
        {"phase": "Pending", "containerStatuses": [{"name": "server", "image": "shop/server:9",
          "state": {"waiting": {"reason": "%s", "message": "no such tag"}}}]}
        """
            .formatted(reason));
  }

  private static Pod pod(String status) {
    return Serialization.unmarshal(
        """
        {"apiVersion": "v1", "kind": "Pod", "status": %s,
         "metadata": {"name": "server-1", "namespace": "shop", "uid": "u1"}}
        """
            .formatted(status),
        Pod.class);
  }

  private static Event event(String type, String reason, String message, String time) {
    return Serialization.unmarshal(
        """
        {"apiVersion": "v1", "kind": "Event", "type": "%s", "reason": "%s", "message": "%s",
         "lastTimestamp": "2026-11-01T12:00:0%sZ", "involvedObject": {"uid": "u1", "kind": "ReplicaSet", "name": "server-7f"}}
        """
            .formatted(type, reason, message, time),
        Event.class);
  }
}
