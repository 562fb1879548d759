package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.advice.Silenced;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.input.Manifests;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Advice that an author silences, by a comment in the manifest or by its id. */
class SilencedTest {

  private static final String RULE =
      """
      %s
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: server}
      spec:
        host: server
        trafficPolicy:
          loadBalancer:
            %s
            simple: LEAST_CONN %s
      """;

  @ParameterizedTest
  @CsvSource({
    "'', # meshlab:ignore least-conn an old cluster needs it, an old cluster needs it",
    "'', #meshlab:ignore  least-conn  why not , why not",
    "# meshlab:ignore least-conn above, '', above",
  })
  void commentSilencesTheAdviceOfItsLineWithAReason(String above, String behind, String reason) {
    Explanation explanation = explain(above, behind);

    assertThat(explanation.advice()).isEmpty();
    assertThat(explanation.silenced())
        .singleElement()
        .satisfies(
            silenced -> {
              assertThat(silenced.advice().id()).isEqualTo(DiagnosticId.LEAST_CONN);
              assertThat(silenced.reason()).isEqualTo(reason);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "# meshlab:ignore least-conn, this meshlab:ignore gives no reason",
    "# meshlab:ignore, this meshlab:ignore names no advice",
    "# meshlab:ignore least-con typing error, this meshlab:ignore names no advice",
    "# meshlab:ignore zone-pinning not here, this meshlab:ignore silences nothing in line 35",
  })
  void commentThatSilencesNothingIsAMistake(String behind, String message) {
    assertThat(explain("", behind).advice())
        .filteredOn(advice -> advice.id() == DiagnosticId.IGNORE_COMMENT)
        .extracting(Diagnostic::message)
        .containsExactly(message);
    assertThat(explain("", behind).advice())
        .extracting(Diagnostic::id)
        .contains(DiagnosticId.LEAST_CONN);
  }

  @Test
  void idsSilenceAdviceOfAllFiles() {
    Explanation explanation = explain("", "").without(Set.of(DiagnosticId.LEAST_CONN), "asked for");

    assertThat(explanation.advice()).isEmpty();
    assertThat(explanation.silenced()).extracting(Silenced::reason).containsExactly("asked for");
  }

  private static Explanation explain(String above, String behind) {
    String text = RULE.formatted(Meshes.SERVER, above, behind);
    return Explanation.of(Manifests.parse("m.yaml", text), Meshes.CLIENT);
  }
}
