package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterObjectTest {

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
    GenericKubernetesResource object = ClusterObject.of(DEPLOYMENT).resource();
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
            Serialization.asJson(ClusterObject.of(DEPLOYMENT).playedBy(standIn).resource()),
            StatefulSet.class);

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
            Serialization.asJson(wanted.resource())
                .replace("\"replicas\":2", "\"replicas\":3,\"revisionHistoryLimit\":10"),
            GenericKubernetesResource.class);

    assertThat(ObjectDiff.of(wanted, null).lines()).containsExactly("+ StatefulSet shop/till");
    assertThat(ObjectDiff.of(wanted, wanted.resource()).lines())
        .containsExactly("= StatefulSet shop/till");
    assertThat(ObjectDiff.of(wanted, live).lines())
        .containsExactly("~ StatefulSet shop/till", "    spec.replicas: 3 -> 2");
    assertThat(ObjectDiff.exact(wanted, live).changes())
        .containsExactly("spec.replicas: 3 -> 2", "spec.revisionHistoryLimit: 10 -> -");
  }
}
