package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LateProgressTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private final ProgressLine line =
      new ProgressLine(
          new PrintStream(err, true, StandardCharsets.UTF_8),
          new Terminal(80, false, true, true, true));

  @Test
  void showsNothingOfWorkThatIsOverInAMoment() {
    try (LateProgress progress = LateProgress.after(Duration.ofHours(1), line)) {
      progress.now("reading manifests", 1, 2);
    }

    assertThat(err.size()).isZero();
  }

  @Test
  void showsHowFarLongerWorkIsAndTakesItAway() {
    try (LateProgress progress = LateProgress.after(Duration.ZERO, line)) {
      progress.now("reading manifests", 30, 120);
      await().until(() -> shown().contains("reading manifests, 25 % …"));
      progress.now("predicting", 0, 0);
      await().until(() -> shown().contains("predicting …"));
    }

    assertThat(shown()).endsWith("\r\u001b[K");
  }

  private String shown() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
