package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.input.Manifests;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pods of a mesh and the workloads to which they belong. */
class WorkloadsTest {

  private static final String SPEC =
      "selector: {matchLabels: {app: shop}}, template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: c, image: i, ports: [{name: grpc, containerPort: 8080}]}]}}";

  private static final String SERVICE =
      "{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {selector: {app: shop%s}, ports: [{name: grpc, port: 80, targetPort: grpc}]}}";

  private static final String CONTROLLER =
      "{apiVersion: v1, kind: ReplicationController, metadata: {name: shop}, spec: {replicas: 2, selector: {app: shop}, template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: c, image: i}]}}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          argoproj.io/v1alpha1 Rollout | replicas: 2,  | shop-1 shop-2
          argoproj.io/v1alpha1 Rollout | ''            | shop-1
          apps/v1 ReplicaSet           | replicas: 3,  | shop-1 shop-2 shop-3
          apps/v1 ReplicaSet           | replicas: 0,  | ''
          """)
  void arePodsOfATemplate(String kind, String replicas, String pods) {
    Mesh mesh = Meshes.of(workload(kind, "shop", "", replicas + SPEC), SERVICE.formatted(""));

    assertThat(names(mesh)).containsExactlyElementsOf(words(pods));
    assertThat(behind(mesh)).containsExactlyElementsOf(words(pods));
    assertThat(mesh.deployments()).extracting(Deployment::id).containsExactly(kind(kind) + "/shop");
  }

  @Test
  void arePodsOfAReplicationController() {
    assertThat(names(Meshes.of(CONTROLLER))).containsExactly("shop-1", "shop-2");
  }

  @Test
  void areAPodByItselfToo() {
    Mesh mesh = Meshes.of(pod("shop", "", "app: shop"), SERVICE.formatted(""));

    assertThat(behind(mesh)).containsExactly("shop");
    assertThat(mesh.deployments()).extracting(Deployment::id).containsExactly("Pod/shop");
    assertThat(mesh.pods()).extracting(Pod::workload).containsExactly("Pod/shop");
  }

  /** A Rollout leaves the Deployment alone, unless it says to scale it down. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas: 2, |                         | Deployment/shop Deployment/shop Rollout/shop
          replicas: 0, |                         | Rollout/shop
          replicas: 2, | , scaleDown: never       | Deployment/shop Deployment/shop Rollout/shop
          replicas: 2, | , scaleDown: onsuccess   | Rollout/shop
          replicas: 2, | , scaleDown: progressively | Rollout/shop
          """)
  void areThoseOfAWorkloadThatARolloutRefersTo(String replicas, String scaleDown, String owners) {
    String reference =
        "workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop%s}"
            .formatted(scaleDown == null ? "" : scaleDown);
    Mesh mesh =
        Meshes.of(
            workload("argoproj.io/v1alpha1 Rollout", "shop", "", reference),
            workload("apps/v1 Deployment", "shop", "", replicas + SPEC),
            SERVICE.formatted(""));

    assertThat(mesh.pods()).extracting(Pod::workload).containsExactlyElementsOf(words(owners));
    assertThat(names(mesh)).doesNotHaveDuplicates();
    assertThat(behind(mesh)).hasSameSizeAs(words(owners));
  }

  @Test
  void areNoneOfARolloutThatRefersToNothing() {
    Mesh mesh =
        Meshes.of(
            workload(
                "argoproj.io/v1alpha1 Rollout",
                "shop",
                "",
                "workloadRef: {apiVersion: apps/v1, kind: Deployment, name: gone}"),
            SERVICE.formatted(""));

    assertThat(behind(mesh)).isEmpty();
  }

  /** The Services of a Rollout ask for the hash of its template in a live cluster. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # status                                       | strategy                                | reached
          status: {stableRS: abc}                        | canary: {}                              | true
          status: {stableRS: old, currentPodHash: abc}   | canary: {}                              | false
          status: {}                                     | canary: {stableService: shop}           | true
          status: {}                                     | blueGreen: {activeService: shop}        | true
          status: {}                                     | canary: {canaryService: shop}           | false
          """)
  void haveTheLabelOfTheirRolloutsTemplate(String status, String strategy, boolean reached) {
    String rollout =
        workload(
                "argoproj.io/v1alpha1 Rollout", "shop", "", "strategy: {" + strategy + "}, " + SPEC)
            .replaceFirst("}$", ", " + status + "}");

    Mesh mesh = Meshes.of(rollout, SERVICE.formatted(", rollouts-pod-template-hash: abc"));

    assertThat(behind(mesh)).hasSize(reached ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the maker               | its ReplicaSet  | labels of the pod                                | whose the pod is
          apps/v1 Deployment        | shop-5d4f       | app: shop, pod-template-hash: 5d4f               | Deployment/shop
          apps/v1 Deployment        |                 | app: shop, pod-template-hash: 5d4f               | Deployment/shop
          argoproj.io/v1alpha1 Rollout | shop-5d4f    | app: shop, rollouts-pod-template-hash: 5d4f      | Rollout/shop
          argoproj.io/v1alpha1 Rollout |              | app: shop, rollouts-pod-template-hash: 5d4f      | Rollout/shop
          apps/v1 Deployment        |                 | app: shop                                        | Pod/shop-5d4f-x
                                    | shop-5d4f       | app: shop, pod-template-hash: 5d4f               | ReplicaSet/shop-5d4f
                                    |                 | app: shop, pod-template-hash: 5d4f               | Pod/shop-5d4f-x
          """)
  void areNotCountedTwiceWhereManifestsListWhatControllersMade(
      String maker, String replicaSet, String labels, String owner) {
    Stream<String> makers =
        Stream.ofNullable(maker).map(kind -> workload(kind, "shop", "", "replicas: 1, " + SPEC));
    Stream<String> sets =
        Stream.ofNullable(replicaSet)
            .map(
                name ->
                    workload(
                        "apps/v1 ReplicaSet",
                        name,
                        maker == null ? "" : ownedBy(kind(maker), "shop"),
                        "replicas: 1, " + SPEC));
    Stream<String> pods = Stream.of(pod("shop-5d4f-x", ownedBy("ReplicaSet", "shop-5d4f"), labels));
    Mesh mesh = Meshes.of(Stream.of(makers, sets, pods).flatMap(s -> s).toArray(String[]::new));

    List<String> own =
        mesh.pods().stream().filter(p -> p.name().endsWith("-x")).map(Pod::workload).toList();
    assertThat(own).containsExactly(owner);
    assertThat(mesh.pods()).extracting(Pod::workload).filteredOn(owner::equals).hasSize(1);
    assertThat(mesh.deployments())
        .extracting(Deployment::id)
        .contains(owner)
        .doesNotHaveDuplicates();
  }

  @Test
  void areNoMoreThanACusterHasLeft() {
    Mesh mesh =
        Meshes.of(
            workload("apps/v1 StatefulSet", "shop", "", "replicas: 3, serviceName: shop, " + SPEC),
            pod("shop-0", ownedBy("StatefulSet", "shop"), "app: shop"),
            pod("shop-1", ownedBy("StatefulSet", "shop"), "app: shop")
                .replace("status: {", "status: {phase: Failed, "));

    assertThat(names(mesh)).containsExactly("shop-0");
  }

  @Test
  void areAsManyAsAreAskedForInPlaceOfThoseThatACusterHas() {
    String[] live = {
      workload("apps/v1 Deployment", "shop", "", "replicas: 1, " + SPEC),
      pod("shop-5d4f-x", ownedBy("ReplicaSet", "shop-5d4f"), "app: shop, pod-template-hash: 5d4f"),
      slice(
          "{kind: Service, name: shop}",
          "{addresses: [10.0.0.1], targetRef: {kind: Pod, name: shop-5d4f-x}}"),
      SERVICE.formatted(""),
    };
    Mesh mesh = Mesh.of(Manifests.parse("m.yaml", String.join("\n---\n", live)).withReplicas(2));

    assertThat(behind(Meshes.of(live))).containsExactly("shop-5d4f-x");
    assertThat(behind(mesh)).containsExactly("shop-1", "shop-2");
  }

  /** The output of {@code kubectl get deployments,services,endpointslices}. */
  @Test
  void areThoseOfATemplateWhereOnlySlicesKnowTheRealOnes() {
    Mesh mesh =
        Meshes.of(
            workload("apps/v1 Deployment", "shop", "", "replicas: 2, " + SPEC),
            slice(
                "{kind: Service, name: shop}",
                "{addresses: [10.0.0.1], targetRef: {kind: Pod, name: shop-5d4f-x}}"),
            SERVICE.formatted(""));

    assertThat(behind(mesh)).containsExactly("shop-1", "shop-2");
  }

  @Test
  void areAsReadyAsSlicesSayOfThoseThatTheManifestsLack() {
    Mesh mesh =
        Meshes.of(
            workload("apps/v1 Deployment", "shop", "", "replicas: 2, " + SPEC),
            slice(
                "{kind: Service, name: shop}",
                "{addresses: [10.0.0.1], conditions: {ready: false, terminating: false}, targetRef: {kind: Pod, name: shop-5d4f-x}}"),
            SERVICE.formatted(""));
    Service service = mesh.services().get(0);

    assertThat(mesh.endpoints(service, service.ports().get(0)))
        .extracting(Endpoint::ready)
        .containsExactly(true, false);
  }

  private static String workload(String kind, String name, String metadata, String spec) {
    String[] words = kind.split(" ", -1);
    return "{apiVersion: %s, kind: %s, metadata: {name: %s%s}, spec: {%s}}"
        .formatted(words[0], words[1], name, metadata, spec);
  }

  private static String pod(String name, String metadata, String labels) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: %s, labels: {%s}%s}, spec: {containers: [{name: c, image: i, ports: [{name: grpc, containerPort: 8080}]}]}, status: {podIP: 10.0.0.%d}}"
        .formatted(name, labels, metadata, Math.floorMod(name.hashCode(), 250) + 1);
  }

  private static String slice(String owner, String endpoints) {
    return "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: shop-x, ownerReferences: [%s], labels: {kubernetes.io/service-name: shop}}, addressType: IPv4, ports: [{name: grpc, port: 8080}], endpoints: [%s]}"
        .formatted(owner, endpoints);
  }

  private static String ownedBy(String kind, String name) {
    return ", ownerReferences: [{apiVersion: any/v1, kind: %s, name: %s, controller: true}]"
        .formatted(kind, name);
  }

  private static String kind(String kind) {
    return kind.substring(kind.indexOf(' ') + 1);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  private static List<String> names(Mesh mesh) {
    return mesh.pods().stream().map(Pod::name).toList();
  }

  private static List<String> behind(Mesh mesh) {
    Service service = mesh.service("shop", "default").orElseThrow();
    return mesh.endpoints(service, service.ports().get(0)).stream().map(Endpoint::pod).toList();
  }
}
