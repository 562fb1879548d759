package dev.meshlab.mesh.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {

  @ParameterizedTest
  @CsvSource({
    "spec.http[1].route, spec.http[1],       true",
    "spec.http[1].route, spec.http,          true",
    "spec.http[1].route, spec.http[1].route, true",
    "spec.http[1].route, '',                 true",
    "spec.http[10].name, spec.http[1],       false",
    "spec.hosts,         spec.host,          false",
    "spec,               spec.host,          false",
  })
  void isWithinABlockThatHoldsIt(String path, String block, boolean within) {
    assertThat(FieldPath.isWithin(path, block)).isEqualTo(within);
  }
}
