package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.failure.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine that has no Envoy, neither in the cache nor on PATH. */
@Timeout(120)
class WithoutEnvoyIT {

  private static final String REMEDY = "scripts/fetch-envoy";

  @TempDir private Path directory;
  private Path cache;
  private Path path;

  @BeforeEach
  void lackEnvoy() throws IOException {
    cache = Files.createDirectory(directory.resolve("cache"));
    path = Files.createDirectory(directory.resolve("path"));
    // What the lab's shell script calls, and nothing else.
    for (String program : List.of("mv", "ps", "rm", "setsid", "sh", "sleep")) {
      offer(program);
    }
  }

  private void offer(String program) throws IOException {
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path original = Path.of(place, program);
      if (Files.isExecutable(original)) {
        Path wrapper = path.resolve(program);
        Files.writeString(wrapper, "#!/bin/sh\nexec '" + original + "' \"$@\"\n");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        return;
      }
    }
  }

  @Test
  void leavesTheEnvoyPlaneOutAndSaysHowToGetIt() throws Exception {
    try (LabProcess lab = start("run", "--calls=30")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      assertThat(lab.leftovers()).isEmpty();
      assertThat(cells(lab, "verdict")).containsExactly("agrees", "not measured", "agrees");
      assertThat(lab.stdout()).containsPattern("envoy +not measured: no Envoy in");
      assertThat(lab.stdout()).contains(REMEDY, "; NOT MEASURED: envoy; in ");
    }
  }

  /** A row of the table, without its label. */
  private static List<String> cells(LabProcess lab, String label) {
    String row =
        lab.stdout()
            .lines()
            .filter(line -> line.strip().startsWith(label))
            .findFirst()
            .orElseThrow();
    return Arrays.asList(row.strip().substring(label.length()).strip().split("\\s{2,}"));
  }

  @Test
  void refusesToLeaveOutAPlaneThatWasAskedFor() throws Exception {
    try (LabProcess lab = start("run", "--planes=envoy")) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.MISSING_PREREQUISITE);
      assertThat(lab.leftovers()).isEmpty();
      assertThat(lab.stdout()).isEmpty();
      assertThat(lab.stderr()).contains("no Envoy in " + cache, REMEDY);
    }
  }

  @Test
  void isFoundOutByTheDoctor() throws Exception {
    try (LabProcess lab = start("doctor")) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.MISSING_PREREQUISITE);
      assertThat(lab.stdout())
          .containsPattern("(?m)^MISSING +envoy +no Envoy in " + cache)
          .contains(REMEDY);
    }
  }

  private LabProcess start(String... arguments) throws IOException {
    return LabProcess.start(
        directory,
        builder -> {
          builder.environment().remove("MESHLAB_ENVOY");
          builder.environment().put("XDG_CACHE_HOME", cache.toString());
          builder.environment().put("PATH", path.toString());
        },
        arguments);
  }
}
