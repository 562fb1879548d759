package dev.meshlab.mesh.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # rule                                                            | sidecars | gateways
          VirtualService  | hosts: [a]                                      | true     | false
          VirtualService  | gateways: [mesh], hosts: [a]                    | true     | false
          VirtualService  | gateways: [entrance], hosts: [a]                | false    | true
          VirtualService  | gateways: [entrance, mesh], hosts: [a]          | true     | true
          Gateway         | selector: {istio: gw}                           | false    | true
          DestinationRule | host: a                                         | true     | true
          """)
  void isWhomARuleNames(String kind, String spec, boolean inside, boolean outside) {
    String written = Meshes.rule(kind, "r", spec);
    Document rule = Manifests.parse("m.yaml", written).documents().get(0);

    assertThat(Plane.ENVOY.isFor(rule)).isEqualTo(inside);
    assertThat(Plane.PROXYLESS.isFor(rule)).isEqualTo(inside);
    assertThat(Plane.GATEWAY.isFor(rule)).isEqualTo(outside);
  }
}
