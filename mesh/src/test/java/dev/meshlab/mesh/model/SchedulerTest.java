package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes a1 and a2 in zone a, b1 in zone b, c1 in zone c of another region. */
class SchedulerTest {

  private static final String NODES =
      Stream.of("a1 r1 a", "a2 r1 a", "b1 r1 b", "c1 r2 c")
          .map(node -> node.split(" "))
          .map(
              node ->
                  """
                  apiVersion: v1
                  kind: Node
                  metadata: {name: %s, labels: {topology.kubernetes.io/region: %s,
                    topology.kubernetes.io/zone: %s, disk: %s, size: "%d"}}
                  """
                      .formatted(
                          node[0],
                          node[1],
                          node[2],
                          node[0].endsWith("1") ? "ssd" : "hdd",
                          node[0].charAt(0) - 'a'))
          .reduce((one, other) -> one + "---\n" + other)
          .orElseThrow();

  static Stream<Arguments> demands() {
    return Stream.of(
        Arguments.of("", 4, "a1 b1 c1 a2"),
        Arguments.of("", 5, "a1 b1 c1 a2 b1"),
        Arguments.of("nodeName: b1", 2, "b1 b1"),
        Arguments.of("nodeName: elsewhere", 1, "elsewhere"),
        Arguments.of("nodeSelector: {topology.kubernetes.io/zone: a}", 3, "a1 a2 a1"),
        Arguments.of("nodeSelector: {topology.kubernetes.io/region: r1}", 3, "a1 b1 a2"),
        Arguments.of("nodeSelector: {kubernetes.io/hostname: a2}", 1, "a2"),
        Arguments.of(affinity("key: disk, operator: In, values: [hdd]"), 2, "a2 a2"),
        Arguments.of(affinity("key: disk, operator: NotIn, values: [hdd]"), 3, "a1 b1 c1"),
        Arguments.of(affinity("key: disk, operator: Exists"), 3, "a1 b1 c1"),
        Arguments.of(affinity("key: size, operator: Gt, values: ['0']"), 3, "b1 c1 b1"),
        Arguments.of(affinity("key: size, operator: Lt, values: ['1']"), 2, "a1 a2"),
        Arguments.of(
            affinity("key: topology.kubernetes.io/zone, operator: In, values: [b, c]"),
            3,
            "b1 c1 b1"),
        Arguments.of(
            wish(5, "key: topology.kubernetes.io/zone, operator: In, values: [b]"), 3, "b1 b1 b1"),
        Arguments.of(
            wish(5, "key: topology.kubernetes.io/region, operator: In, values: [r1]"),
            3,
            "a1 b1 a2"),
        Arguments.of(
            wish(5, "key: topology.kubernetes.io/zone, operator: In, values: [z]"), 3, "a1 b1 c1"),
        Arguments.of(
            wish(5, "key: topology.kubernetes.io/zone, operator: In, values: [b]")
                + ", topologySpreadConstraints: [{maxSkew: 1, topologyKey:"
                + " topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}]",
            3,
            "a1 b1 c1"),
        // What no node listed here has says nothing about zones.
        Arguments.of("nodeSelector: {gpu: 'true'}", 2, "a1 b1"),
        Arguments.of("nodeSelector: {gpu: 'true', topology.kubernetes.io/zone: c}", 2, "c1 c1"),
        Arguments.of("nodeSelector: {topology.kubernetes.io/zone: z}", 1, ""));
  }

  private static String affinity(String requirement) {
    return "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
        + " {nodeSelectorTerms: [{matchExpressions: [{"
        + requirement
        + "}]}]}}}";
  }

  private static String wish(int weight, String requirement) {
    return ("affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution:"
            + " [{weight: 1, preference: {matchExpressions: [{key: disk, operator: Exists}]}},"
            + " {weight: %d, preference: {matchExpressions: [{%s}]}}]}}")
        .formatted(weight, requirement);
  }

  @ParameterizedTest(name = "[{0}]")
  @MethodSource("demands")
  void placesPodsWhereTheirTemplateAllows(String podSpec, int pods, String nodes) {
    assertThat(nodes(NODES, workload("Deployment", "one", podSpec, pods))).isEqualTo(nodes);
  }

  /** Pods that no node takes are given nodes by what they say of zones, and counted. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nodeSelector: {disk: ssd}                        | 2 | 0
          'nodeSelector: {gpu: ''true''}'                  | 2 | 2
          nodeSelector: {topology.kubernetes.io/zone: z}   | 1 | 1
          nodeName: elsewhere                              | 1 | 0
          """)
  void countsThePodsThatWouldStayPending(String podSpec, int pods, int pending) {
    Mesh mesh = Meshes.of(NODES, workload("Deployment", "one", podSpec, pods));

    assertThat(mesh.deployments())
        .extracting(deployment -> deployment.placement().pending())
        .containsExactly(pending);
  }

  @Test
  void knowsNothingOfPendingPodsWithoutNodes() {
    String demand = "nodeSelector: {gpu: 'true'}";
    assertThat(Meshes.of(workload("Deployment", "one", demand, 2)).deployments())
        .extracting(deployment -> deployment.placement().pending())
        .containsExactly(0);
  }

  @Test
  void dealsTheNextWorkloadOnWhereTheLastEnded() {
    assertThat(
            nodes(
                NODES,
                workload("Deployment", "one", "", 1),
                workload("Deployment", "two", "", 1),
                workload("StatefulSet", "three", "", 3)))
        .isEqualTo("a1 b1 c1 a2 b1");
  }

  /** The workload that waits stands first in the files. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          podAffinity     | topology.kubernetes.io/zone   | matchLabels: {app: cache}  | c1 c1 c1
          podAffinity     | topology.kubernetes.io/region | matchLabels: {app: cache}  | c1 c1 c1
          podAntiAffinity | topology.kubernetes.io/region | matchLabels: {app: cache}  | a1 b1 c1
          podAffinity     | topology.kubernetes.io/zone   | matchLabels: {app: web}    | a1 a2 c1
          podAffinity     | topology.kubernetes.io/zone   | matchLabels: {app: other } | a1 b1 c1
          podAffinity     | topology.kubernetes.io/zone   | 'matchExpressions: [{key: app, operator: In, values: [cache]}]' | c1 c1 c1
          """)
  void placesPodsBesideOthersOrApartFromThem(
      String affinity, String topology, String selector, String nodes) {
    String term =
        ("affinity: {%s: {requiredDuringSchedulingIgnoredDuringExecution:"
                + " [{topologyKey: %s, labelSelector: {%s}}]}}")
            .formatted(affinity, topology, selector);
    String zoneC = "nodeSelector: {topology.kubernetes.io/zone: c}";

    assertThat(
            nodes(
                NODES,
                workload("Deployment", "web", term, 2),
                workload("StatefulSet", "cache", zoneC, 1)))
        .isEqualTo(nodes);
  }

  @Test
  void keepsPodsFromNodesThatAreTaintedOrCordoned() {
    String control =
        """
        apiVersion: v1
        kind: Node
        metadata: {name: control, labels: {topology.kubernetes.io/zone: a}}
        spec: {taints: [{key: role, value: control, effect: NoSchedule}]}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: closed, labels: {topology.kubernetes.io/zone: a}}
        spec: {unschedulable: true}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: open, labels: {topology.kubernetes.io/zone: a}}
        spec: {taints: [{key: slow, effect: PreferNoSchedule}]}
        """;
    String tolerant = "tolerations: [{key: role, operator: Exists}]";

    assertThat(nodes(control, workload("Deployment", "one", "", 2))).isEqualTo("open open");
    assertThat(nodes(control, workload("Deployment", "one", tolerant, 2)))
        .isEqualTo("control open");
  }

  /** A pod that a cluster reports on has the node that the cluster says, or none yet. */
  @ParameterizedTest
  @CsvSource({"'', c1", "'status: {phase: Pending}', ''"})
  void placesPodsThatNoWorkloadHasMade(String status, String node) {
    Mesh mesh =
        Meshes.of(
            NODES,
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: alone}
            spec: {nodeSelector: {topology.kubernetes.io/zone: c}, containers: [{name: c, image: i}]}
            %s
            """
                .formatted(status));

    assertThat(mesh.pods()).extracting(Pod::node).containsExactly(node);
  }

  @Test
  void leavesPodsWithoutAPlaceWhereThereAreNoNodes() {
    assertThat(nodes("", workload("Deployment", "one", "", 2))).isEqualTo(" ");
  }

  private static String workload(String kind, String name, String podSpec, int replicas) {
    return """
        apiVersion: apps/v1
        kind: %s
        metadata: {name: %s}
        spec:
          replicas: %d
          selector: {matchLabels: {app: %2$s}}
          template:
            metadata: {labels: {app: %2$s}}
            spec: {containers: [{name: main, image: x}]%s}
        """
        .formatted(kind, name, replicas, podSpec.isEmpty() ? "" : ", " + podSpec);
  }

  private static String nodes(String... manifests) {
    Mesh mesh = Mesh.of(Meshes.manifests(manifests));
    List<Pod> pods = mesh.pods();
    return String.join(" ", pods.stream().map(pod -> pod.place().node()).toList());
  }
}
