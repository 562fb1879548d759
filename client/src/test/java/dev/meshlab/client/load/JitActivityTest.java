package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JitActivityTest {

  /**
   * The time spent on compiling so far, at the start and after each half second, in milliseconds.
   */
  @ParameterizedTest(name = "{0}: calm after {1} half seconds")
  @CsvSource({
    "0 0 0 0 0, 4",
    "0 0 0 0, 0",
    "700 700 700 700 700, 4",
    "0 300 500 500 500 500 500, 6",
    "0 300 600 900 1200 1500 1800, 0",
    "0 0 0 1700 1700 1700 1700 1700, 7",
    "0 40 80 120 160, 4",
    "0 60 120 180 240, 0",
  })
  void isCalmOnceHardlyAnythingWasCompiledForTwoSeconds(String compiled, int halfSeconds) {
    Iterator<Long> readings = Arrays.stream(compiled.split(" ")).map(Long::valueOf).iterator();
    JitActivity activity = new JitActivity(readings::next);
    int after =
        IntStream.iterate(1, any -> readings.hasNext(), number -> number + 1)
            .filter(number -> activity.isCalm(Duration.ofMillis(500).multipliedBy(number)))
            .findFirst()
            .orElse(0);
    assertThat(after).isEqualTo(halfSeconds);
  }

  @Test
  void isReadFromThisJvm() {
    assertThat(JitActivity.ofThisJvm().isCalm(Duration.ZERO)).isFalse();
  }
}
