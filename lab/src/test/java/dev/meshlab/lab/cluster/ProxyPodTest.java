package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.failure.MissingPrerequisite;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProxyPodTest {

  private static final String ELSEWHERE = "name another one.";
  private static final Map<String, String> LABELS = Map.of("app", "client");

  private FakeApi api;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static String pod(String name, String container, boolean ready) {
    return """
    {"metadata": {"name": "%s", "namespace": "shop"},
     "spec": {"containers": [{"name": "client"}, {"name": "%s"}]},
     "status": {"conditions": [{"type": "Ready", "status": "%s"}]}}
    """
        .formatted(name, container, ready ? "True" : "False");
  }

  private ProxyPod found(String... pods) {
    api.with(
        "/api/v1/namespaces/shop/pods",
        "{\"kind\": \"PodList\", \"apiVersion\": \"v1\", \"items\": [%s]}"
            .formatted(String.join(",", pods)));
    try (Cluster cluster = api.cluster()) {
      return ProxyPod.labelled(cluster, "shop", LABELS, ELSEWHERE);
    }
  }

  @Test
  void isTheFirstThatIsReadyAndHasAProxy() {
    assertThat(
            found(
                pod("a", "istio-proxy", false),
                pod("b", "other", true),
                pod("c", "istio-proxy", true)))
        .isEqualTo(new ProxyPod("shop", "c"));
  }

  @Test
  void isMissedWhereNoneIsReady() {
    assertThatThrownBy(() -> found(pod("a", "istio-proxy", false)))
        .isInstanceOfSatisfying(
            MissingPrerequisite.class, missing -> assertThat(missing.remedy()).endsWith(ELSEWHERE))
        .hasMessage("namespace shop has no pod that is ready and has the labels app=client.");
  }

  @Test
  void isMissedWhereThePodHasNoSidecar() {
    assertThatThrownBy(() -> found(pod("b", "other", true)))
        .isInstanceOf(MissingPrerequisite.class)
        .hasMessageStartingWith("pod shop/b has no sidecar");
  }

  @Test
  void isMissedWhereThereIsNoneOfTheName() {
    try (Cluster cluster = api.cluster()) {
      assertThatThrownBy(() -> ProxyPod.named(cluster, "shop", "x", ELSEWHERE))
          .isInstanceOf(MissingPrerequisite.class)
          .hasMessage("namespace shop has no pod x.");
    }
  }
}
