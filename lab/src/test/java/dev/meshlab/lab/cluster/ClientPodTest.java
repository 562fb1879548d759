package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientPodTest {

  private final Job job =
      new ClientPod(
              "shop",
              Map.of("app", "front"),
              Map.of("inject.istio.io/templates", "sidecar"),
              "front",
              "registry/client:1",
              true,
              null,
              PodPlacement.of("{\"nodeSelector\": {\"pool\": \"a\"}}"))
          .job("calls-1", List.of("--calls=9"));

  private final PodTemplateSpec template = job.getSpec().getTemplate();
  private final Container container = template.getSpec().getContainers().get(0);

  @Test
  void hasTheLabelsTheAnnotationsAndTheAccountOfTheCaller() {
    assertThat(job.getMetadata().getNamespace()).isEqualTo("shop");
    assertThat(template.getMetadata().getLabels()).isEqualTo(Map.of("app", "front"));
    assertThat(template.getMetadata().getAnnotations())
        .isEqualTo(Map.of("inject.istio.io/templates", "sidecar"));
    assertThat(template.getSpec().getServiceAccountName()).isEqualTo("front");
  }

  @Test
  void runsWhereTheCallerDoesAndNeverBecomesAnEndpoint() {
    assertThat(template.getSpec().getNodeSelector()).isEqualTo(Map.of("pool", "a"));
    assertThat(template.getSpec().getReadinessGates())
        .extracting("conditionType")
        .containsExactly("meshlab.dev/serves");
  }

  @Test
  void isLedByStandardInputAndTriedOnce() {
    assertThat(container.getImage()).isEqualTo("registry/client:1");
    assertThat(container.getArgs()).containsExactly("--calls=9");
    assertThat(container.getStdin()).isTrue();
    assertThat(container.getStdinOnce()).isTrue();
    assertThat(job.getSpec().getBackoffLimit()).isZero();
    assertThat(template.getSpec().getRestartPolicy()).isEqualTo("Never");
  }

  @Test
  void mayRunWhereANamespaceEnforcesTheRestrictedPodSecurity() {
    assertThat(template.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(template.getSpec().getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void isMarkedAsTheLabs() {
    assertThat(job.getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/managed-by", "meshlab");
  }
}
