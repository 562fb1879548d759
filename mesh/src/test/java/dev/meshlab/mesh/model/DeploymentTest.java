package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.translate.PlainView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentTest {

  private static final String NODES =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {topology.kubernetes.io/region: r1, topology.kubernetes.io/zone: z1}}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2, labels: {topology.kubernetes.io/region: r1, topology.kubernetes.io/zone: z2}}}
      """;

  private static String workload(String kind, String more) {
    return """
        apiVersion: apps/v1
        kind: %s
        metadata: {name: cart}
        spec:
          selector: {matchLabels: {app: cart}}
          template:
            metadata: {labels: {app: cart}}
            spec:
              containers:
              - {name: cart, image: cart, ports: [{name: grpc, containerPort: 7070}]}
              - {name: admin, image: admin, ports: [{name: admin, containerPort: 7071}]}
          %s
        """
        .formatted(kind, more);
  }

  @Test
  void countsThePodsOfAStatefulSetFromZero() {
    assertThat(Meshes.of(workload("StatefulSet", "replicas: 2")).pods())
        .extracting(Pod::name)
        .containsExactly("cart-0", "cart-1");
  }

  @Test
  void countsThePodsOfAStatefulSetFromTheNumberThatItNames() {
    assertThat(Meshes.of(workload("StatefulSet", "replicas: 2\n  ordinals: {start: 3}")).pods())
        .extracting(Pod::name)
        .containsExactly("cart-3", "cart-4");
  }

  /** As far as that holds without load: a workload that asks for no pods is left alone. */
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "'', '{minReplicas: 3, maxReplicas: 9,', 3",
    "'replicas: 5', '{minReplicas: 3, maxReplicas: 9,', 5",
    "'replicas: 5', '{maxReplicas: 2,', 2",
    "'replicas: 0', '{minReplicas: 3, maxReplicas: 9,', 0",
    "'', '{maxReplicas: 9,', 1"
  })
  void hasAsManyPodsAsItsAutoscalerKeeps(String written, String bounds, int pods) {
    ManifestSet manifests =
        Meshes.manifests(
            workload("Deployment", written),
            """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: cart}
            spec: %s scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}}
            """
                .formatted(bounds));

    assertThat(Mesh.of(manifests).pods()).hasSize(pods);
    assertThat(PlainView.mesh(manifests, Reads.NONE).pods()).hasSize(pods);
    assertThat(Mesh.of(manifests.withReplicas(4)).pods()).hasSize(4);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "'', '{minReplicaCount: 3,', 3",
    "'replicas: 5', '{minReplicaCount: 3, maxReplicaCount: 4,', 4",
    "'replicas: 2', '{', 2",
    "'replicas: 0', '{minReplicaCount: 3,', 0",
  })
  void hasAsManyPodsAsKedaKeeps(String written, String bounds, int pods) {
    ManifestSet manifests =
        Meshes.manifests(
            workload("Deployment", written),
            """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: cart}
            spec: %s scaleTargetRef: {name: cart}, triggers: [{type: cpu, metadata: {value: "50"}}]}
            """
                .formatted(bounds));

    assertThat(Mesh.of(manifests).pods()).hasSize(pods);
    assertThat(PlainView.mesh(manifests, Reads.NONE).pods()).hasSize(pods);
    assertThat(Mesh.of(manifests.withReplicas(4)).pods()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"'restartPolicy: Always,', 7072", "'',"})
  void knowsThePortsOfInitContainersThatAreRestarted(String policy, Integer port) {
    String pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: cart}
        spec:
          containers: [{name: cart, image: cart}]
          initContainers: [{name: side, image: side, %s ports: [{name: side, containerPort: 7072}]}]
        """
            .formatted(policy);

    assertThat(Meshes.of(pod).pods())
        .extracting(each -> each.portNames().get("side"))
        .containsExactly(port);
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, replicas: 1, cart-1 cart-2 cart-3",
    "Deployment, '', cart-1 cart-2 cart-3",
    "StatefulSet, replicas: 5, cart-0 cart-1 cart-2",
    "DaemonSet, '', cart-1"
  })
  void hasAsManyPodsAsIsAskedForInPlaceOfWhatIsWritten(String kind, String written, String pods) {
    ManifestSet manifests = Manifests.parse("f.yaml", workload(kind, written)).withReplicas(3);

    assertThat(Mesh.of(manifests).pods())
        .extracting(Pod::name)
        .containsExactly(pods.split(" ", -1));
  }

  @Test
  void putsAPodOfADaemonSetOnEachNode() {
    assertThat(Meshes.of(NODES, workload("DaemonSet", "")).pods())
        .extracting(pod -> pod.locality().zone())
        .containsExactly("z1", "z2");
  }

  @Test
  void givesADaemonSetOnePodWhereNoNodeIsWritten() {
    assertThat(Meshes.of(workload("DaemonSet", "")).pods()).hasSize(1);
  }

  @Test
  void knowsThePortsOfAllContainers() {
    assertThat(Meshes.of(workload("Deployment", "")).pods())
        .singleElement()
        .satisfies(
            pod ->
                assertThat(pod.portNames())
                    .containsEntry("grpc", 7070)
                    .containsEntry("admin", 7071));
  }
}
