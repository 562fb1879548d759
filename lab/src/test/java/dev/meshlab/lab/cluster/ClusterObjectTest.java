package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterObjectTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The object of these tests lives there without the lab's label. */
  private static final String LABELLED =
      "metadata.labels: - -> {\"app.kubernetes.io/managed-by\":\"meshlab\"}";

  private static final String DEPLOYMENT =
      """
      {"apiVersion": "apps/v1", "kind": "StatefulSet",
       "metadata": {"name": "till", "namespace": "shop", "uid": "u1", "resourceVersion": "7",
         "labels": {"app": "till"}},
       "spec": {"replicas": 2, "volumeClaimTemplates": [{"metadata": {"name": "data"}}],
         "template": {"metadata": {"labels": {"app": "till"}},
           "spec": {"serviceAccountName": "till", "volumes": [{"name": "data"}],
             "containers": [{"name": "till", "image": "shop/till:1"}]}}},
       "status": {"replicas": 2}}
      """;

  @Test
  void isMarkedAndWithoutWhatAClusterHasAddedToIt() {
    GenericKubernetesResource object =
        Serialization.unmarshal(
            ClusterObject.of(DEPLOYMENT).json(), GenericKubernetesResource.class);
    assertThat(object.getMetadata().getLabels())
        .isEqualTo(Map.of("app", "till", "app.kubernetes.io/managed-by", "meshlab"));
    assertThat(object.getMetadata().getUid()).isNull();
    assertThat(object.getMetadata().getResourceVersion()).isNull();
    assertThat(object.getAdditionalProperties()).containsOnlyKeys("spec");
  }

  @Test
  void isPlayedByAServerForEachPortThatTakesCalls() {
    StandIn standIn =
        new StandIn(
            "server:1",
            List.of("--methods=/a.B/C"),
            List.of(443, 9000),
            List.of(80),
            Map.of("grpc", 9000));
    StatefulSet played =
        Serialization.unmarshal(
            ClusterObject.of(DEPLOYMENT).playedBy(standIn).json(), StatefulSet.class);

    assertThat(played.getSpec().getVolumeClaimTemplates()).isEmpty();
    assertThat(played.getSpec().getTemplate().getMetadata().getLabels())
        .isEqualTo(Map.of("app", "till"));
    var pod = played.getSpec().getTemplate().getSpec();
    assertThat(pod.getServiceAccountName()).isEqualTo("till");
    assertThat(pod.getContainers()).extracting(each -> each.getImage()).containsOnly("server:1");
    assertThat(pod.getContainers())
        .extracting(each -> String.join(" ", each.getArgs()))
        .containsExactly(
            "--port=443 --metrics-port=80 --maintenance-port=50052 --methods=/a.B/C",
            "--port=9000 --metrics-port=0 --maintenance-port=50053 --methods=/a.B/C");
    assertThat(pod.getContainers().get(0).getPorts())
        .extracting(port -> port.getName() + port.getContainerPort())
        .containsExactly("grpc9000");
  }

  @Test
  void differsByWhatItsAuthorHasWrittenAloneUnlessItsKindHasNoDefaults() {
    ClusterObject wanted = ClusterObject.of(DEPLOYMENT);
    GenericKubernetesResource live =
        Serialization.unmarshal(
            wanted.json().replace("\"replicas\":2", "\"replicas\":3,\"revisionHistoryLimit\":10"),
            GenericKubernetesResource.class);

    assertThat(ObjectDiff.of(wanted, null).lines()).containsExactly("+ StatefulSet shop/till");
    assertThat(
            ObjectDiff.of(
                    wanted, Serialization.unmarshal(wanted.json(), GenericKubernetesResource.class))
                .lines())
        .containsExactly("= StatefulSet shop/till");
    assertThat(ObjectDiff.of(wanted, live).lines())
        .containsExactly("~ StatefulSet shop/till", "    spec.replicas: 3 -> 2");
    assertThat(ObjectDiff.exact(wanted, live).changes())
        .containsExactly("spec.replicas: 3 -> 2", "spec.revisionHistoryLimit: 10 -> -");
  }

  /** An empty map can be all that an object says, and an empty list differs from none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"selector\":{},\"rules\":[]}",
        "{\"rules\":[{}]}",
        "{\"a\":{\"b\":{\"c\":{}}}}",
        "{\"a\":null}",
        "{\"a\":\"\",\"b\":0,\"c\":false}"
      })
  void reachesTheClusterWithAllThatIsEmptyInIt(String spec) throws Exception {
    String path = "/apis/security.istio.io/v1/namespaces/shop/authorizationpolicies/p";
    String json =
        "{\"apiVersion\":\"security.istio.io/v1\",\"kind\":\"AuthorizationPolicy\",\"metadata\":"
            + "{\"name\":\"p\",\"namespace\":\"shop\",\"resourceVersion\":\"7\"},\"spec\":"
            + spec
            + "}";
    ClusterObject policy = ClusterObject.of(json);
    try (FakeApi api =
            new FakeApi()
                .with(path, json)
                .with(
                    "/apis/security.istio.io/v1",
                    """
                    {"kind": "APIResourceList", "groupVersion": "security.istio.io/v1", "resources":
                      [{"name": "authorizationpolicies", "kind": "AuthorizationPolicy",
                        "namespaced": true}]}
                    """);
        Cluster cluster = api.cluster()) {
      policy.apply(cluster);
      policy.replace(cluster);

      assertThat(MAPPER.readTree(api.bodies.get("PATCH " + path)).get("spec")).hasToString(spec);
      assertThat(MAPPER.readTree(api.bodies.get("PUT " + path)).get("spec")).hasToString(spec);
      assertThat(policy.diff(cluster).changes()).containsOnly(LABELLED);
      assertThat(policy.exactDiff(cluster).changes()).containsOnly(LABELLED);
    }
  }

  @Test
  void hasItsProcessesWithinReachWhereOneIsToBeKilled() {
    ClusterObject deployment = ClusterObject.of(DEPLOYMENT);

    assertThat(deployment.withSharedProcesses(true).json())
        .contains("\"shareProcessNamespace\":true");
    assertThat(deployment.withSharedProcesses(false)).isEqualTo(deployment);
  }
}
