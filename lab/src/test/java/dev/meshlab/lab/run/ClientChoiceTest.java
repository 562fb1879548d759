package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientChoiceTest {

  private static final ClientWorkload OTHER =
      new ClientWorkload("shop", Map.of("app", "caller"), Locality.parse("eu/eu-1"));

  @Test
  void keepsWhatWasNotChosen() {
    assertThat(new ClientChoice(null, null, Map.of(), null, null).orElse(OTHER)).isEqualTo(OTHER);
  }

  @Test
  void putsEachPartThatWasChosenInItsPlace() {
    assertThat(new ClientChoice(null, "web", Map.of(), null, null).orElse(OTHER))
        .isEqualTo(new ClientWorkload("web", OTHER.labels(), OTHER.locality()));
    assertThat(new ClientChoice(null, null, Map.of("version", "v2"), null, null).orElse(OTHER))
        .isEqualTo(new ClientWorkload("shop", Map.of("version", "v2"), OTHER.locality()));
    assertThat(new ClientChoice(null, null, Map.of(), null, Locality.parse("us")).orElse(OTHER))
        .isEqualTo(new ClientWorkload("shop", OTHER.labels(), Locality.parse("us")));
  }

  @Test
  void isAtTheNodeThatItNamesAndHasItsLocality() {
    Mesh mesh =
        Meshes.of(
            """
            {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {topology.kubernetes.io/region: eu}}}
            """);

    assertThat(new ClientChoice(null, "web", Map.of(), "n1", null).in(mesh))
        .isEqualTo(new ClientWorkload("web", Map.of(), "n1", Locality.parse("eu")));
    assertThatThrownBy(() -> new ClientChoice(null, null, Map.of(), "n2", null).in(mesh))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("client's node n2")
        .hasMessageContaining("choose from n1");
  }

  @Test
  void isOnTheNodeOfThePodThatHasItsLabels() {
    Mesh mesh =
        Meshes.of(
            """
            {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: web, labels: {app: front, version: v1}}, spec: {nodeName: n1, containers: [{name: c, image: i}]}}
            """);

    assertThat(new ClientChoice(null, "web", Map.of("app", "front"), null, null).in(mesh).node())
        .isEqualTo("n1");
  }
}
