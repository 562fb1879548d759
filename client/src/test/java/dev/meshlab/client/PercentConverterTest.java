package dev.meshlab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PercentConverterTest {

  private final PercentConverter converter = new PercentConverter();

  @ParameterizedTest
  @CsvSource({"1%, 1", "0.5, 0.5", "0.5%, 0.5", "0, 0", "100%, 100"})
  void takesAPercentageWithOrWithoutItsSign(String text, double percent) {
    assertThat(converter.convert(text)).isEqualTo(percent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "1%%", "-1", "100.1", "1e1", "0,5", "NaN", "1 %"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
  }
}
