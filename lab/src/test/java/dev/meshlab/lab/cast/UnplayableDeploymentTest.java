package dev.meshlab.lab.cast;

import static dev.meshlab.lab.Meshes.deployment;
import static dev.meshlab.lab.Meshes.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.fleet.PodFailed;
import dev.meshlab.lab.fleet.PodFailures;
import dev.meshlab.lab.fleet.PodSpec;
import dev.meshlab.mesh.model.Mesh;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnplayableDeploymentTest {

  private static final String REFUSAL = "--delay: is not a time (soon)";

  @ParameterizedTest
  @CsvSource({
    "'args: [--delay=soon]',                                                   args",
    "'env: [{name: MESHLAB_DELAY, value: soon}]',                              env",
    "'args: [--delay=soon], env: [{name: MESHLAB_DELAY, value: soon}]',        args"
  })
  void isAProblemOfTheManifestWhereItTellsTheServerWhatItRefuses(String container, String field) {
    Mesh mesh = Meshes.of(server("shop", container));

    assertThat(unplayable(mesh, new PodRole(deployment(mesh, "shop")), 2))
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
              assertThat(refused)
                  .hasMessage(
                      "m.yaml:1: spec.template.spec.containers[0].%s: the server of Deployment shop"
                              .formatted(field)
                          + " refuses this: "
                          + REFUSAL);
            });
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "137"})
  void isNotWhatAPodDiesOfThatRefusedNothing(int exitCode) {
    Mesh mesh = Meshes.of(server("shop", "args: [--delay=1s]"));

    assertThat(unplayable(mesh, new PodRole(deployment(mesh, "shop")), exitCode)).isEmpty();
  }

  @Test
  void isNotWhatAStandInDiesOfWhichWasToldNothing() {
    assertThat(unplayable(Meshes.of(server("shop", "v1", 1)), PodRole.STAND_IN, 2)).isEmpty();
  }

  @Test
  void isNotWhatAPodDiesOfThatNeverAnswered() {
    Mesh mesh = Meshes.of(server("shop", "v1", 1));
    PodRole role = new PodRole(deployment(mesh, "shop-v1"));
    PodSpec pod = role.spec(mesh.pods().get(0));

    assertThat(UnplayableDeployment.from(PodFailures.silent(pod), Map.of(pod.ip(), role)))
        .isEmpty();
  }

  private static Optional<UnplayableDeployment> unplayable(Mesh mesh, PodRole role, int exitCode) {
    PodSpec pod = role.spec(mesh.pods().get(0));
    PodFailed failed = PodFailures.ended(pod, exitCode, REFUSAL);
    return UnplayableDeployment.from(failed, Map.of(pod.ip(), role));
  }
}
