package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The messages of Istio's analyzers about traffic have their counterparts, on the facts of the
 * cases by which Istio tests them, and on no other object of a case.
 */
class AnalyzersTest {

  /** A case of Istio's, in an input of ours. */
  record Case(String name, String objects, List<String> says, List<String> silent) {

    static Case of(Map<String, Object> row) {
      return new Case(
          String.valueOf(row.get("case")),
          String.valueOf(row.get("objects")),
          AnalyzerMessage.texts(row, "says"),
          AnalyzerMessage.texts(row, "silent"));
    }

    /** The ids that the case is about. */
    Set<String> ids() {
      return Stream.concat(says.stream().map(AnalyzersTest::id), silent.stream())
          .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static String id(String said) {
    return said.substring(0, said.indexOf(' '));
  }

  static Stream<Case> cases() {
    return AnalyzerMessage.rows("analyzer-cases.yaml").stream().map(Case::of);
  }

  static List<AnalyzerMessage> messages() {
    return AnalyzerMessage.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysOfEachObjectWhatIstioDoes(Case given) {
    String documents = given.objects().strip().replace("\n", "\n---\n");
    ManifestSet manifests = Manifests.parse("m.yaml", documents);
    Explanation explanation = Explanation.of(manifests, Meshes.CLIENT);

    assertThat(explanation.problems()).isEmpty();
    assertThat(said(explanation, manifests.documents(), given.ids()))
        .containsExactlyInAnyOrderElementsOf(given.says());
  }

  /** Each id of advice with its object, once; a cause with the object of its fields. */
  private static Set<String> said(
      Explanation explanation, List<Document> documents, Set<String> ids) {
    Stream<String> advice =
        explanation.advice().stream()
            .map(each -> each.id() + " " + object(documents, each.position()));
    Stream<String> causes =
        explanation.fields().stream()
            .filter(field -> field.cause() != null)
            .map(field -> field.cause() + " " + object(documents, field.position()));
    return Stream.concat(advice, causes)
        .filter(said -> ids.contains(id(said)))
        .collect(Collectors.toSet());
  }

  private static String object(List<Document> documents, Position place) {
    return documents.stream()
        .filter(each -> each.position().line() <= place.line())
        .reduce((before, last) -> last)
        .map(last -> last.kind() + "/" + last.name())
        .orElse("nothing");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageHasACounterpartOrAReason(AnalyzerMessage message) {
    assertThat(message.ids()).allSatisfy(id -> assertThat(DiagnosticId.of(id)).as(id).isPresent());
    assertThat(message.ids().isEmpty() && message.differs().isEmpty()).isFalse();
  }

  /** Those of a schema and of texts that every other test is about need no case. */
  @Test
  void everyCounterpartIsSeenInACase() {
    Set<String> seen = cases().flatMap(each -> each.ids().stream()).collect(Collectors.toSet());

    assertThat(messages())
        .filteredOn(message -> !message.code().equals("IST0106") && !message.ids().isEmpty())
        .filteredOn(message -> message.ids().stream().noneMatch(seen::contains))
        .extracting(AnalyzerMessage::code)
        .containsExactlyInAnyOrder("IST0135", "IST0151");
  }
}
