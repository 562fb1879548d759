package dev.meshlab.mesh.loopback;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageOrBuilder;
import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.comparison.Comparison;
import dev.meshlab.mesh.comparison.Difference;
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
    assertThat(differences(istio.clusters(), lab.clusters()))
        .hasSize(2)
        .anyMatch(each -> each.endsWith("/update_merge_window: istiod has none, ours has 0s"))
        .anyMatch(each -> each.endsWith("/initial_fetch_timeout: istiod has 0s, ours has 5s"));
    assertThat(differences(istio.listeners(), lab.listeners()))
        .singleElement()
        .asString()
        .endsWith("/initial_fetch_timeout: istiod has 0s, ours has 5s");
    assertThat(lab.endpoints()).isEqualTo(istio.endpoints());
    assertThat(lab.routes()).isEqualTo(istio.routes());
  }

  private static List<String> differences(
      List<? extends MessageOrBuilder> istio, List<? extends MessageOrBuilder> lab) {
    return Comparison.of(CanonicalJson.array(istio), CanonicalJson.array(lab))
        .differences()
        .stream()
        .map(Difference::toString)
        .toList();
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
