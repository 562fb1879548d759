package dev.meshlab.mesh.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.yaml.Scalar.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarTest {

  private static final Position HERE = new Position("f.yaml", 1, 1);

  @ParameterizedTest
  @CsvSource({
    "v1, STRING",
    "10.0.0.1, STRING",
    "10s, STRING",
    "1.5, NUMBER",
    "1e3, INTEGER",
    "90.0, INTEGER",
    "90.5, NUMBER",
    "9e-1, NUMBER",
    "1e400, NUMBER",
    "1e99999999999, NUMBER",
    "0x1p3, NUMBER",
    "1f, STRING",
    "-, STRING",
    "., STRING",
    "1-2, STRING",
    "true, BOOLEAN",
    "Yes, BOOLEAN",
    "off, BOOLEAN",
    "tRUE, STRING",
    "'', NULL",
    "~, NULL",
    "null, NULL",
    "nULL, STRING",
    "50051, INTEGER",
    "-1, INTEGER",
    "+7, INTEGER",
    "1_000, INTEGER",
    "99999999999999999999, NUMBER",
    "2026-11-01, STRING"
  })
  void hasTheKindThatKubectlSees(String text, Kind kind) {
    assertThat(Scalar.plain(HERE, text).kind()).isEqualTo(kind);
  }

  /** Computed exactly, it takes many minutes. */
  @Test
  @Timeout(60)
  void ofMillionsOfDigitsIsANumberAtOnce() {
    assertThat(Scalar.plain(HERE, "9".repeat(5_000_000)).kind()).isEqualTo(Kind.NUMBER);
  }

  @ParameterizedTest
  @CsvSource({
    "50051, 50051",
    "-1, -1",
    "1_000, 1000",
    "0x1F, 31",
    "0o17, 15",
    "017, 15",
    "0b11, 3",
    "90.0, 90",
    "90., 90",
    ".9e2, 90",
    "090, 90",
    "-0.0, 0"
  })
  void readsWholeNumbersAsKubectlDoes(String text, long value) {
    assertThat(Scalar.plain(HERE, text).integer()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"1.5, 1.5", "3, 3.0", "1e3, 1000.0"})
  void readsNumbers(String text, double value) {
    assertThat(Scalar.plain(HERE, text).number()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"8080.0, 8080", "0x1F90, 8080", "1.5, 1.5", "v1.0, v1.0"})
  void givesWholeNumbersAsTextInDecimalDigits(String text, String decimal) {
    assertThat(Scalar.plain(HERE, text).asText()).isEqualTo(decimal);
  }
}
