package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("envoy")
@Timeout(60)
class DoctorIT {

  @TempDir private Path directory;

  @Test
  void findsAllThatTheLabNeeds() throws Exception {
    try (LabProcess lab = LabProcess.start(directory, "doctor")) {
      assertThat(lab.exitCode()).as(lab.stdout()).isZero();
      assertThat(lab.stdout())
          .containsPattern("(?m)^ok +java +" + Runtime.version().feature() + "\\.")
          .containsPattern("(?m)^ok +server +.*meshlab-server\\.jar$")
          .containsPattern("(?m)^ok +envoy +1\\.");
    }
  }
}
