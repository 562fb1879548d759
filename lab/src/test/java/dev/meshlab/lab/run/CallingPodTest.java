package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cluster.ClientPod;
import dev.meshlab.mesh.input.Manifests;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallingPodTest {

  private final Plan plan =
      new Plan(
          Manifests.read(List.of(Path.of("../k8s"), Path.of("../istio"))),
          Load.builder().calls(9).build(),
          new Settings().build());

  private final ClientPod pod = CallingPod.of(plan, null);

  @Test
  void isThePodOfTheCallersWorkload() {
    assertThat(pod.namespace()).isEqualTo("service-mesh-lab");
    assertThat(pod.labels())
        .containsEntry("app", "client")
        .containsEntry("sidecar.istio.io/inject", "true");
    assertThat(pod.sidecar()).isTrue();
    assertThat(pod.image()).isEqualTo("localhost/service-mesh-lab/client:0.1.0");
  }

  @Test
  void hasAnImageThatTheUserNames() {
    assertThat(CallingPod.of(plan, "registry/client:2").image()).isEqualTo("registry/client:2");
  }

  @Test
  void hasASidecarThatCountsAndHasAsManyWorkersAsTheLabs() {
    assertThat(pod.annotations())
        .containsKey("sidecar.istio.io/statsInclusionRegexps")
        .containsEntry(
            "proxy.istio.io/config",
            "{\"concurrency\": 1, \"holdApplicationUntilProxyStarts\": true}");
  }
}
