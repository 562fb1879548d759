package dev.meshlab.mesh.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "10s, PT10S",
    "1.5s, PT1.5S",
    "300ms, PT0.3S",
    "1h2m3s, PT1H2M3S",
    "50us, PT0.00005S",
    "50µs, PT0.00005S",
    "7ns, PT0.000000007S",
    "0, PT0S",
    "0s, PT0S",
    "-2s, PT-2S",
    "+2s, PT2S",
    ".5m, PT30S"
  })
  void readsWhatGoReads(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "s",
        "10 s",
        "10sec",
        "1d",
        "1s2",
        "-",
        "+",
        ".",
        "..5s",
        "PT1S",
        "9999999h"
      })
  void refusesWhatGoRefuses(String text) {
    assertThat(Durations.parse(text)).isNull();
  }
}
