package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.plane.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  @Test
  void writesALineForEachNewThingOnAPipe() {
    assertThat(shown(false, ProgressLineTest::measureTwo))
        .isEqualTo(
            """
            meshlab: envoy: 1 of 2, cart:7070: measuring
            meshlab: envoy: 2 of 2, ads:9555, route pay: measuring
            """);
  }

  @Test
  void drawsOneLineOverOnATerminalWithHowFarItIs() {
    assertThat(shown(true, ProgressLineTest::measureTwo).split("\r\u001b\\[K", -1))
        .containsExactly(
            "",
            "envoy: 1 of 2, cart:7070: measuring, 250 ms …",
            "envoy: 1 of 2, cart:7070: measuring, 500 ms …",
            "envoy: 2 of 2, ads:9555, route pay: measuring …",
            "");
  }

  /** A line that wraps would be drawn over in part only. */
  @Test
  void cutsALineThatDoesNotFit() {
    String shown =
        shown(
            true, progress -> progress.now("envoy: 1 of 2, " + "long".repeat(20) + ": measuring"));

    assertThat(shown.split("\r\u001b\\[K", -1)[1]).hasSizeLessThan(60).endsWith(": measuring …");
  }

  private static void measureTwo(Progress progress) {
    Progress first = progress.of("envoy: 1 of 2, cart:7070");
    first.now("measuring", "250 ms");
    first.now("measuring", "500 ms");
    progress.of("envoy: 2 of 2, ads:9555, route pay").now("measuring");
  }

  private static String shown(boolean terminal, Consumer<Progress> work) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    try (ProgressLine line =
        new ProgressLine(
            new PrintStream(shown, true, StandardCharsets.UTF_8),
            new Terminal(60, false, terminal, terminal, true))) {
      work.accept(line);
    }
    return shown.toString(StandardCharsets.UTF_8);
  }
}
