package dev.meshlab.mesh.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KNOWN =
      List.of("LEAST_CONN", "LEAST_REQUEST", "RANDOM", "ROUND_ROBIN");

  @ParameterizedTest
  @CsvSource({
    "LEASTCONN, LEAST_CONN",
    "round_robin, ROUND_ROBIN",
    "RANDON, RANDOM",
    "ROUNDROBIN, ROUND_ROBIN"
  })
  void findsTheNameThatWasMeant(String written, String meant) {
    assertThat(Nearest.to(written, KNOWN)).contains(meant);
  }

  @Test
  void saysNothingWhenNothingIsNear() {
    assertThat(Nearest.to("PASSTHROUGH", KNOWN)).isEmpty();
    assertThat(Nearest.hint("x", KNOWN, "fallback")).isEqualTo("fallback");
  }

  @ParameterizedTest
  @CsvSource({"v1, v1", "V1, v1", "v3, ", "v, ", "stabel, stable"})
  void guessesNothingWhereSeveralNamesAreEquallyNear(String written, String meant) {
    assertThat(Nearest.only(written, List.of("v1", "v2", "stable")))
        .isEqualTo(Optional.ofNullable(meant));
  }
}
