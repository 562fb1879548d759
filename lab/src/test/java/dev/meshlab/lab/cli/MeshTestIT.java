package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.intent.MeshTests;
import dev.meshlab.lab.proof.GivenManifests;
import dev.meshlab.lab.proof.Proof;
import dev.meshlab.lab.proof.ProofSettings;
import dev.meshlab.lab.proof.TestResult;
import dev.meshlab.lab.proof.Verdict;
import dev.meshlab.lab.run.SpareSessions;
import dev.meshlab.mesh.input.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests of {@code samples/testing}, on what is broken; ReadmeIT runs them on what is not. */
@Tag("envoy")
@Timeout(300)
class MeshTestIT {

  private static final Path SAMPLE = Path.of("../samples/testing");

  @TempDir private Path directory;

  /** A broken rule, a case that fails for it, and a word of why. */
  @Overlapping
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          swapped-subsets | testers go to v2               | subset v2 of ratings.shop is the pods with version=v1
          slipped-weight  | nine of ten calls go to v1     | slipped-weight.yaml:17) takes the calls
          header-typo     | testers go to v2               | it asks for x-canray=true
          forgotten-mesh  | nine of ten calls go to v1     | no VirtualService that is applied here routes the calls
          """)
  void failOnWhatRunCallsAsConfigured(String broken, String testCase, String why) throws Exception {
    Path rule = SAMPLE.resolve("broken/" + broken + ".yaml");
    Proof proof =
        new Proof(
            MeshTests.in(List.of(withoutChanges())),
            new ProofSettings(Set.of(), null, new WarmUpLimit(Duration.ofMillis(300), 0, false)),
            new GivenManifests(Optional.empty(), Optional.of(Manifests.read(List.of(rule)))));

    assertFailed(proof.foresee(), testCase, why);
    assertFailed(
        SpareSessions.lend(session -> proof.measure(session, (doing, howFar) -> {})),
        testCase,
        why);
    LabRun run =
        LabRun.of("--stand-in", "--planes=envoy", "--calls=300", "-f", mesh(broken).toString());
    assertThat(run.exitCode()).as(run.report().toString()).isZero();
    assertThat(run.report().root().get("conclusion").asText())
        .contains("every plane did what its configuration says");
  }

  private static void assertFailed(List<TestResult> results, String testCase, String why) {
    assertThat(results.get(0).cases())
        .filteredOn(each -> each.testCase().name().equals(testCase))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.verdict()).isEqualTo(Verdict.FAILED))
        .allSatisfy(each -> assertThat(String.join("\n", each.why())).contains(why));
  }

  /** Without outlier detection, only the control plane takes lost pods away, and not so soon. */
  @Overlapping
  @Test
  void failWhereAZoneIsLostAndNothingTakesOver() throws Exception {
    Path test =
        Files.writeString(
            directory.resolve("lost.yaml"),
            """
            apiVersion: meshlab.dev/v1
            kind: MeshTest
            metadata: {name: lost}
            spec:
              manifests: [%s]
              zones: [r/a, r/b]
              to: ratings.shop:9080
              from: shop/web
              cases:
                - name: when zone a dies zone b takes over
                  call: {duration: 2s}
                  changes: [{after: 500ms, lose: r/a}]
                  expect: [only zone=b within 1s, only OK at last]
            """
                .formatted(withoutRetries()));
    try (LabProcess lab = LabProcess.start(folder("lost"), "test", test.toString(), "-o=json")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isEqualTo(3);
      JsonNode lost = new ObjectMapper().readTree(lab.stdout()).at("/tests/0/cases/0");
      assertThat(lost.at("/expectations/1/verdict").asText()).isEqualTo("failed");
      assertThat(lost.at("/live/events/0/what").asText())
          .contains("r/a is lost, with ratings-v1-1");
      assertThat(lost.get("why"))
          .extracting(JsonNode::asText)
          .asString()
          .contains("takes the calls");
      assertThat(lab.leftovers()).isEmpty();
    }
  }

  /** The sample with one of its rules replaced by the broken one. */
  private Path mesh(String broken) throws IOException {
    String rule = Files.readString(SAMPLE.resolve("broken/" + broken + ".yaml"));
    String kind = rule.contains("kind: VirtualService") ? "VirtualService" : "DestinationRule";
    String others =
        Stream.of(Files.readString(SAMPLE.resolve("routing.yaml")).split("(?m)^---\n", -1))
            .filter(document -> !document.contains("kind: " + kind))
            .collect(Collectors.joining("---\n"));
    Path mesh = folder("mesh");
    Files.writeString(mesh.resolve("rules.yaml"), others + "---\n" + rule);
    Files.copy(SAMPLE.resolve("workloads.yaml"), mesh.resolve("workloads.yaml"));
    return mesh;
  }

  /** The sample, in which no call is made again. */
  private Path withoutRetries() throws IOException {
    Path mesh = folder("mesh");
    String rules = Files.readString(SAMPLE.resolve("routing.yaml"));
    Files.writeString(
        mesh.resolve("rules.yaml"),
        rules.replaceAll("(?m)^    - name: (testers|rest)$", "$0\n      retries: {attempts: 0}"));
    Files.copy(SAMPLE.resolve("workloads.yaml"), mesh.resolve("workloads.yaml"));
    return mesh;
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  /** The sample but for the case that waits for pods to come and go, which no slip concerns. */
  private Path withoutChanges() throws IOException {
    Path sample = folder("sample");
    String tests = Files.readString(SAMPLE.resolve("meshtest.yaml"));
    Files.writeString(
        sample.resolve("meshtest.yaml"),
        tests.replaceFirst("(?ms)^    - name: no call fails while.*?(?=^    - name: )", ""));
    for (String file : List.of("routing.yaml", "workloads.yaml")) {
      Files.copy(SAMPLE.resolve(file), sample.resolve(file));
    }
    return sample;
  }
}
