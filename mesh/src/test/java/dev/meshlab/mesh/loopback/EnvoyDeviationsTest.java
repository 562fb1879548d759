package dev.meshlab.mesh.loopback;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.translate.Differences;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvoyDeviationsTest {

  private final Resources istio = SidecarView.translate(Meshes.of(Meshes.SERVER), CLIENT);
  private final Resources lab = EnvoyDeviations.adapt(istio).resources();

  @Test
  void changeOnlyTheClustersTimingsAndTheRouteFetch() {
    assertThat(
            Differences.between(
                CanonicalJson.array(istio.clusters()), CanonicalJson.array(lab.clusters())))
        .hasSize(2)
        .anyMatch(
            difference -> difference.contains("/update_merge_window: golden has none, ours 0"))
        .anyMatch(difference -> difference.contains("/initial_fetch_timeout: golden 0, ours 5"));
    assertThat(
            Differences.between(
                CanonicalJson.array(istio.listeners()), CanonicalJson.array(lab.listeners())))
        .singleElement()
        .asString()
        .contains("/initial_fetch_timeout: golden 0, ours 5");
    assertThat(lab.endpoints()).isEqualTo(istio.endpoints());
    assertThat(lab.routes()).isEqualTo(istio.routes());
  }

  @Test
  void listsOfRevokedCertificatesAreLeftOut() {
    Resources istio =
        SidecarView.translate(
            Meshes.of(
                Meshes.SERVER,
                Meshes.destinationRule(
                    "a",
                    "host: server, trafficPolicy: {tls: {mode: SIMPLE, caCrl: /etc/crl.pem}}")),
            Meshes.CLIENT);

    assertThat(CanonicalJson.array(istio.clusters())).contains("/etc/crl.pem");
    assertThat(CanonicalJson.array(EnvoyDeviations.adapt(istio).resources().clusters()))
        .doesNotContain("/etc/crl.pem");
  }

  @Test
  void areListedWithTheirReasons() {
    assertThat(EnvoyDeviations.all())
        .extracting(Deviation::lab)
        .isEqualTo(List.of("0s", "5s", "istio-h2 first, in the cluster", "ads", "none"));
    assertThat(EnvoyDeviations.all()).allMatch(deviation -> !deviation.reason().isEmpty());
  }
}
