package dev.meshlab.mesh.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.Document;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KindsTest {

  private static final SchemaFile ISTIO = SchemaFile.load("istio.schema", new Type.Anything());

  private static final String GATEWAY =
      "{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g}}";

  private final Kinds kinds = Kinds.ALL;

  static Stream<String> istioKinds() {
    return ISTIO.kinds().stream();
  }

  @ParameterizedTest
  @MethodSource("istioKinds")
  void everyTypeThatIstiosSchemaNamesIsDefined(String kind) {
    String[] words = kind.split(" ", -1);

    assertThat(fields(ISTIO.find(words[0], words[1]).orElseThrow(), new HashSet<>()))
        .isGreaterThan(5);
  }

  @ParameterizedTest
  @CsvSource({
    "v1, Service, ServiceSpec",
    "apps/v1, Deployment, DeploymentSpec",
    "discovery.k8s.io/v1, EndpointSlice, Endpoint",
    "gateway.networking.k8s.io/v1, GRPCRoute, GRPCRouteSpec"
  })
  void kubernetesKindsHaveTheirFields(String apiVersion, String kind, String nested) {
    Type type = kinds.find(apiVersion, kind).orElseThrow();

    assertThat(((Type.Message) type).fields().values())
        .anyMatch(field -> field.toString().contains(nested));
  }

  @Test
  void kindsThatNobodyLooksIntoAreKnownByName() {
    assertThat(kinds.find("networking.k8s.io/v1", "NetworkPolicy"))
        .get()
        .isInstanceOf(Type.Anything.class);
    assertThat(kinds.find("networking.k8s.io/v1", "Teapot")).isEmpty();
  }

  /** As {@code kubectl api-resources} lists them for Kubernetes 1.34 with all APIs served. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v1                              | Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount
          admissionregistration.k8s.io/v1 | MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration
          admissionregistration.k8s.io/v1beta1 | MutatingAdmissionPolicy MutatingAdmissionPolicyBinding
          apiextensions.k8s.io/v1         | CustomResourceDefinition
          apiregistration.k8s.io/v1       | APIService
          apps/v1                         | ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet
          authentication.k8s.io/v1        | SelfSubjectReview TokenRequest TokenReview
          authorization.k8s.io/v1         | LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview
          autoscaling/v1                  | HorizontalPodAutoscaler Scale
          autoscaling/v2                  | HorizontalPodAutoscaler
          batch/v1                        | CronJob Job
          certificates.k8s.io/v1          | CertificateSigningRequest
          certificates.k8s.io/v1beta1     | ClusterTrustBundle
          certificates.k8s.io/v1alpha1    | PodCertificateRequest
          coordination.k8s.io/v1          | Lease
          coordination.k8s.io/v1beta1     | LeaseCandidate
          discovery.k8s.io/v1             | EndpointSlice
          events.k8s.io/v1                | Event
          flowcontrol.apiserver.k8s.io/v1 | FlowSchema PriorityLevelConfiguration
          internal.apiserver.k8s.io/v1alpha1 | StorageVersion
          networking.k8s.io/v1            | IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR
          node.k8s.io/v1                  | RuntimeClass
          policy/v1                       | Eviction PodDisruptionBudget
          rbac.authorization.k8s.io/v1    | ClusterRole ClusterRoleBinding Role RoleBinding
          resource.k8s.io/v1              | DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice
          resource.k8s.io/v1alpha3        | DeviceTaintRule
          scheduling.k8s.io/v1            | PriorityClass
          storage.k8s.io/v1               | CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass
          storagemigration.k8s.io/v1alpha1 | StorageVersionMigration
          """)
  void everyKindOfKubernetesIsKnown(String apiVersion, String names) {
    assertThat(names.split(" ", -1))
        .allSatisfy(kind -> assertThat(kinds.find(apiVersion, kind)).as(kind).isPresent());
  }

  @Test
  void everyRuleIsPlayedAndNothingThatIsPlayedIsIdle() {
    assertThat(Stream.of("kubernetes.schema", "istio.schema"))
        .flatMap(file -> SchemaFile.load(file, new Type.Anything()).traits().values())
        .noneMatch(traits -> traits.containsAll(List.of(KindTrait.PLAYED, KindTrait.IDLE)))
        .noneMatch(t -> t.contains(KindTrait.RULE) && !t.contains(KindTrait.PLAYED))
        .anyMatch(traits -> traits.contains(KindTrait.RULE));
  }

  @Test
  void aTraitIsThatOfAGroupUnlessTheNameAloneIsGiven() {
    Document gateway = Manifests.parse("m.yaml", GATEWAY).documents().get(0);

    assertThat(KindTrait.NEEDS_SPEC.isOf(gateway)).isFalse();
    assertThat(KindTrait.NEEDS_SPEC.isOf("Gateway")).isTrue();
    assertThat(KindTrait.RULE.isOf(gateway)).isTrue();
  }

  /** The number of fields below a type; each message is counted once. */
  private static int fields(Type type, Set<Type> seen) {
    if (type instanceof Type.ListOf list) {
      return fields(list.element(), seen);
    }
    if (type instanceof Type.MapOf map) {
      return fields(map.value(), seen);
    }
    if (!(type instanceof Type.Message message) || !seen.add(type)) {
      return 0;
    }
    return message.fields().values().stream().mapToInt(f -> 1 + fields(f.type(), seen)).sum();
  }
}
