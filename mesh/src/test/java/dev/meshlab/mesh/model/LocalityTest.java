package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalityTest {

  @ParameterizedTest
  @CsvSource({"r/z/s, r, z, s", "r/z, r, z, ''", "r, r, '', ''", "'', '', '', ''"})
  void readsItsParts(String text, String region, String zone, String subzone) {
    assertThat(Locality.parse(text)).isEqualTo(new Locality(region, zone, subzone));
    assertThat(Locality.parse(text)).hasToString(text);
  }

  @Test
  void comesFromThePodsLabelBeforeItsNode() {
    Locality node = Locality.parse("region1/zone1");

    assertThat(Locality.of(Map.of(), node)).isEqualTo(node);
    assertThat(Locality.of(Map.of("istio-locality", "region2.zone9"), node))
        .isEqualTo(Locality.parse("region2/zone9"));
    assertThat(Locality.of(Map.of(), null)).isEqualTo(Locality.UNKNOWN);
  }

  @Test
  void followsTheNodeOfAPod() {
    Mesh mesh =
        Meshes.of(
            """
            apiVersion: v1
            kind: Node
            metadata:
              name: node-a
              labels:
                topology.kubernetes.io/region: region1
                topology.kubernetes.io/zone: zone1
                topology.istio.io/subzone: rack1
            """,
            "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {nodeName: node-a, containers: [{name: c, image: c}]}}");

    assertThat(mesh.pods())
        .singleElement()
        .extracting(Pod::locality)
        .isEqualTo(Locality.parse("region1/zone1/rack1"));
  }
}
