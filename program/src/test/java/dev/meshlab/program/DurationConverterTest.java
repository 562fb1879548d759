package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

  private final DurationConverter converter = new DurationConverter();

  @ParameterizedTest
  @CsvSource({
    "10s, PT10S",
    "500ms, PT0.5S",
    "2m, PT2M",
    "1m30s, PT1M30S",
    "1.5s, PT1.5S",
    "250us, PT0.00025S",
    "1h, PT1H",
    "1.5h, PT1H30M",
    "1h2m3s, PT1H2M3S",
    "8760h, PT8760H",
    "1000000ms, PT16M40S",
    "0s, PT0S",
    "0, PT0S",
  })
  void readsDurationsAsGoWritesThem(String text, Duration expected) {
    assertThat(converter.convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "-1s",
        "1 s",
        "10x",
        "1d",
        "1.s",
        "1s!",
        "s1",
        "1..5s",
        "9999999999s",
        "8761h",
        "99999999999999999999h"
      })
  void refusesTheRestAndShowsHowToWriteOne(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "'%s' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s",
            text);
  }
}
