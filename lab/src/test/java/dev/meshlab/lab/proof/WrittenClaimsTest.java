package dev.meshlab.lab.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.verdict.Attempts;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenClaimsTest {

  private static final Observation SEEN =
      new Observation(
          Map.of("a", 9L),
          List.of(),
          Map.of(),
          Attempts.ONE_EACH,
          new PodLabels(Map.of("a", new PodLabel("server-1", "lab", "v1", ""))));

  @Test
  void areOfEachPlaneUnlessTheyNameOne() {
    WrittenClaims claims =
        WrittenClaims.of("--expect", List.of("only OK", "kubernetes: only version=v2"), Set.of());

    assertThat(claims.findings("envoy", SEEN)).extracting(Finding::holds).containsExactly(true);
    assertThat(claims.findings("kubernetes", SEEN))
        .extracting(Finding::holds)
        .containsExactly(true, false);
  }

  @Test
  void knowWhichOfThemWereNotHeldAgainstAnything() {
    WrittenClaims claims =
        WrittenClaims.of("--expect", List.of("only OK", "gateway: only version=v1"), Set.of());
    List<Finding> unused = claims.findings("envoy", SEEN);

    assertThat(claims.unheld()).containsExactly("gateway: only version=v1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          onyl OK        | --expect: 'onyl OK' is not an expectation
          envoi: only OK | --expect: 'envoi' is not a plane
          sticky         | --expect 'sticky': needs
          """)
  void areRefusedWhereTheyCannotBeHeld(String line, String problem) {
    assertThatThrownBy(() -> WrittenClaims.of("--expect", List.of(line), Set.of()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(problem);
  }
}
