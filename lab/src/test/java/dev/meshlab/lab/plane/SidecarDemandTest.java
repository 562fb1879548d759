package dev.meshlab.lab.plane;

import static dev.meshlab.lab.Meshes.CLIENT;
import static dev.meshlab.lab.Meshes.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.MetadataEntry;
import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.security.MutualTls;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarDemandTest {

  private static final String GATEWAY =
      "selector: {istio: gw}, servers: [{port: {number: 443, name: https, protocol: HTTPS},"
          + " hosts: ['*'], tls: {%s}}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # pods' mode | rule of the callers                                                          | demanded
          PERMISSIVE   | host: shop                                                                    | false
          STRICT       | host: shop                                                                    | true
          PERMISSIVE   | host: shop, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}                        | true
          PERMISSIVE   | host: shop, trafficPolicy: {tls: {mode: SIMPLE}}                              | false
          PERMISSIVE   | host: other, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}                       | false
          """)
  void isThereWhereAPodOrACallerAsksForIt(MutualTls mode, String rule, boolean demanded) {
    assertThat(isThere(mode, rule("DestinationRule", "shop", rule))).isEqualTo(demanded);
  }

  @ParameterizedTest
  @CsvSource({"mode: ISTIO_MUTUAL, true", "'mode: SIMPLE, credentialName: c', false"})
  void isThereWhereAGatewayAsksItsCallersForIt(String tls, boolean demanded) {
    assertThat(isThere(MutualTls.PERMISSIVE, rule("Gateway", "g", GATEWAY.formatted(tls))))
        .isEqualTo(demanded);
  }

  @Test
  void isThereWhereCallsClaimAnIdentity() {
    String rule = rule("DestinationRule", "shop", "host: shop");

    assertThat(isThere(MutualTls.PERMISSIVE, rule, "X-Forwarded-Client-Cert")).isTrue();
    assertThat(isThere(MutualTls.PERMISSIVE, rule, "x-user-id")).isFalse();
  }

  private static boolean isThere(MutualTls mode, String rule) {
    return isThere(mode, rule, "x-user-id");
  }

  private static boolean isThere(MutualTls mode, String rule, String key) {
    ManifestSet manifests =
        Meshes.manifests(
            Meshes.server("shop", "v1", 1),
            Meshes.service("shop", "name: grpc, port: 50051"),
            "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: all}, spec:"
                + " {mtls: {mode: %s}}}".formatted(mode),
            rule);
    Mesh mesh = Mesh.of(manifests);
    Placement open = Placement.imagined(new PodAssignment(mesh, false).cast(List.of()));
    return new SidecarDemand(manifests, CLIENT, List.of(new MetadataEntry(key, "v")))
        .isThere(open.guarded(mesh));
  }
}
