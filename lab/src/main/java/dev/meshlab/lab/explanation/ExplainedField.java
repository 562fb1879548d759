package dev.meshlab.lab.explanation;

import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.explain.FieldVerdict;
import dev.meshlab.mesh.explain.Plane;
import dev.meshlab.mesh.explain.Verdict;
import dev.meshlab.mesh.manifest.KindTrait;
import dev.meshlab.mesh.manifest.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field and its fate on each plane.
 *
 * @param object the object that has it, as {@code VirtualService default/server}
 */
public record ExplainedField(
    Position position, String object, String path, List<FieldVerdict> verdicts) {

  /** The fields by file, each in the order of its file. */
  static Map<String, List<ExplainedField>> byFile(Explanation explanation) {
    Map<ExplainedField, List<FieldVerdict>> verdicts = new LinkedHashMap<>();
    for (FieldVerdict field : explanation.fields()) {
      ExplainedField key =
          new ExplainedField(field.position(), field.object(), field.path(), List.of());
      verdicts.computeIfAbsent(key, k -> new ArrayList<>()).add(field);
    }
    Map<String, List<ExplainedField>> byFile = new LinkedHashMap<>();
    verdicts.forEach(
        (key, own) ->
            byFile
                .computeIfAbsent(key.position.file(), file -> new ArrayList<>())
                .add(new ExplainedField(key.position, key.object, key.path, own)));
    return byFile;
  }

  /**
   * Rules of Istio do nothing on the plain plane by nature, and most fields of Kubernetes's own
   * kinds do nothing on any plane. A reader expects that, and needs no line about it.
   */
  boolean isWorthALine() {
    return verdicts.stream()
        .filter(verdict -> verdict.plane() != Plane.PLAIN)
        .anyMatch(
            verdict ->
                verdict.verdict() == Verdict.APPROXIMATED
                    || (verdict.verdict() == Verdict.IGNORED && isRule()));
  }

  /** The verdicts without that of the plain plane on a rule. */
  List<FieldVerdict> ofInterest() {
    return verdicts.stream()
        .filter(verdict -> verdict.plane() != Plane.PLAIN || !isRule())
        .toList();
  }

  /** Whether a field is of a rule of Istio's, on a plane that such rules are for. */
  public static boolean isOfRuleInMesh(FieldVerdict field) {
    return field.plane() != Plane.PLAIN && isRule(field.object());
  }

  private boolean isRule() {
    return isRule(object);
  }

  private static boolean isRule(String object) {
    return KindTrait.RULE.isOf(object.substring(0, object.indexOf(' ')));
  }
}
