package dev.meshlab.lab.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodClaimTest {

  private static final PodAnatomy POD =
      PodAnatomy.of(
          """
          {"metadata": {"name": "cart-1"},
           "spec": {
             "initContainers": [
               {"name": "setup"}, {"name": "proxy", "restartPolicy": "Always"}, {"name": "late"}],
             "containers": [{"name": "cart"}, {"name": "logs"}],
             "ephemeralContainers": [{"name": "debugger"}]},
           "status": {
             "initContainerStatuses": [
               {"name": "setup", "ready": true, "state": {"terminated": {"exitCode": 0}}},
               {"name": "proxy", "ready": true, "state": {"running": {}}},
               {"name": "late", "ready": false, "state": {"terminated": {"exitCode": 3}}}],
             "containerStatuses": [{"name": "cart", "ready": true, "state": {"running": {}}}],
             "ephemeralContainerStatuses": [{"name": "debugger", "state": {"running": {}}}]}}
          """,
          """
          {"spec": {"initContainers": [{"name": "setup"}],
            "containers": [{"name": "cart"}, {"name": "logs"}]}}
          """);

  @Test
  void isAboutAPodThatAPersonCanRead() {
    assertThat(POD.line())
        .isEqualTo(
            "init setup (ended), sidecar proxy (runs, added), init late (failed, added), container"
                + " cart (runs), container logs (waits), ephemeral debugger (runs, added); ready 2/3");
  }

  @ParameterizedTest
  @CsvSource({
    "ready 2/3, true",
    "ready 3/3, false",
    "init setup, true",
    "init late, false",
    "init other or setup, true",
    "sidecar proxy, true",
    "container proxy, false",
    "sidecar or container proxy, true",
    "sidecar or container cart, true",
    "sidecar setup, false",
    "container logs, false",
    "added proxy, true",
    "added cart or logs, false",
    "no proxy, false",
    "no istio-proxy, true",
    "no ephemeral containers, false"
  })
  void holdsOrNot(String text, boolean holds) {
    PodClaim claim = PodClaimText.parse(text).orElseThrow();

    assertThat(claim.text()).isEqualTo(text);
    assertThat(claim.check(List.of(POD)).holds()).isEqualTo(holds);
  }

  @Test
  void saysOfWhichPodItIsNotTrue() {
    PodClaim claim = PodClaimText.parse("ready 3/3").orElseThrow();

    assertThat(claim.check(List.of(POD)).text()).startsWith("cart-1: init setup (ended), ");
    assertThat(claim.check(List.of()).text()).isEqualTo("there is no pod");
    assertThat(claim.check(List.of()).holds()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ready",
        "ready two",
        "init",
        "ephemeral debugger",
        "no",
        "istio-proxy",
        "added"
      })
  void isNothingElse(String text) {
    assertThat(PodClaimText.parse(text)).isEmpty();
  }
}
