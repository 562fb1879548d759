package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Overlapping;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions as a program that calls the lab gets them. */
@Timeout(120)
class PredictIT {

  private static final Path SAMPLES = Path.of("../samples");

  @TempDir private Path directory;

  /** A subset of broken-canary has no pod. */
  @Overlapping
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "broken-canary, --planes=envoy, 3",
    "broken-canary, --allow-failures, 0",
    "broken-canary, --allow-failures --fail-on failed-calls, 3",
    "broken-canary, --allow-failures --fail-on unknown, 0",
    "media-platform, --planes=envoy, 0"
  })
  void endsAsRunDoesWhereCallsWouldFail(String sample, String flags, int exitCode)
      throws Exception {
    try (LabProcess lab = predict(SAMPLES.resolve(sample), flags)) {
      assertThat(lab.exitCode()).as(lab.stdout() + lab.stderr()).isEqualTo(exitCode);
    }
  }

  @Overlapping
  @Test
  void printsItsResultAloneOnStandardOutput() throws Exception {
    try (LabProcess lab = predict(SAMPLES.resolve("media-platform"), "--planes=proxyless")) {
      assertThat(lab.exitCode()).isZero();
      assertThat(lab.stdout().lines())
          .noneMatch(line -> line.startsWith("note: ") || line.startsWith("warning: "));
      assertThat(lab.stderr().lines())
          .isNotEmpty()
          .allMatch(line -> line.startsWith("note: ") || line.startsWith("warning: "))
          .anyMatch(line -> line.startsWith("note: stand-ins play the pods of "))
          .anyMatch(
              line ->
                  line.endsWith(
                      ": not honoured by proxyless: istiod's proxyless generator does not emit it"));
    }
  }

  private LabProcess predict(Path manifests, String flags) throws Exception {
    String line = "predict --stand-in %s -f %s".formatted(flags, manifests);
    return LabProcess.start(directory, line.split(" ", -1));
  }
}
