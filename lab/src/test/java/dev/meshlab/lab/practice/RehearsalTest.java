package dev.meshlab.lab.practice;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.exercise.Catalogue;
import dev.meshlab.lab.failure.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path directory;

  @Test
  void takesTheExercisesOfThisRepository() {
    assertThatCode(() -> check(ROOT.resolve("exercises"))).doesNotThrowAnyException();
  }

  @Test
  void saysAtOnceWhichNamesAreNotThere() throws IOException {
    Files.writeString(
        Files.createDirectory(directory.resolve("bad")).resolve("exercise.yaml"),
        """
        apiVersion: meshlab.dev/v1
        kind: Exercise
        metadata: {name: bad}
        spec:
          title: T
          manifests: [k8s]
          steps:
            - {name: a, replicas: {servr: 2}, expect: {envoy: [only OK]}}
            - {name: b, call: {from: clent}, expect: {envoy: [only OK]}}
            - {name: c, changes: [{after: 1s, scale: {server2: 2}}], expect: {envoy: [only OK]}}
            - {name: d, manifests: [istio/no.yaml], expect: {envoy: [only OK]}}
            - {name: e, zones: [r], expect: {envoy: [only OK]}}
            - {name: g, manifests: [istio/not.yaml], refused: in other words}
            - {name: f, changes: [{after: 1s, apply: [k8s/v2]}], expect: {envoy: [only OK]}}
        """);

    assertThatThrownBy(() -> check(directory))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(
            "exercise.yaml:8: step 'a': replicas: the manifests have no workload 'servr'")
        .hasMessageContaining("exercise.yaml:9: step 'b': client clent: the manifests have no such")
        .hasMessageContaining(
            "exercise.yaml:10: step 'c': changes: the manifests have no workload 'server2'; did you mean server?")
        .hasMessageMatching(
            "(?s).*exercise.yaml:11: step 'd': \\S*istio/no.yaml: no such file or folder\n.*")
        .hasMessageMatching(
            "(?s).*exercise.yaml:13: step 'g': \\S*istio/not.yaml: no such file or folder\n.*")
        .hasMessageContaining(
            "exercise.yaml:14: step 'f': changes: apply: k8s/v2 has workloads (server-v2), and a change applies rules alone")
        .hasMessageContaining("exercise.yaml:12: step 'e': zone r: write region/zone");
  }

  private static void check(Path exercises) {
    Rehearsal.check(
        Catalogue.read(exercises).exercises(),
        new PracticeSettings(ROOT, Set.of(), null, WarmUpLimit.OFF, OptionalInt.empty()));
  }
}
