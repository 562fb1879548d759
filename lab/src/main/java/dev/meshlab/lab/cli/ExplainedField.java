package dev.meshlab.lab.cli;

import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.explain.FieldVerdict;
import dev.meshlab.mesh.explain.Plane;
import dev.meshlab.mesh.explain.RuleKinds;
import dev.meshlab.mesh.explain.Verdict;
import dev.meshlab.mesh.manifest.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One field, and what becomes of it on each plane.
 *
 * @param object the object that has it, as {@code VirtualService default/server}
 */
record ExplainedField(Position position, String object, String path, List<FieldVerdict> verdicts) {

  /** The fields of a file, in its order. */
  static List<ExplainedField> of(Explanation explanation, String file) {
    Map<ExplainedField, List<FieldVerdict>> told = new LinkedHashMap<>();
    for (FieldVerdict field : explanation.fields()) {
      if (field.position().file().equals(file)) {
        ExplainedField key =
            new ExplainedField(field.position(), field.object(), field.path(), List.of());
        told.computeIfAbsent(key, k -> new ArrayList<>()).add(field);
      }
    }
    return told.entrySet().stream()
        .map(
            entry -> {
              ExplainedField key = entry.getKey();
              return new ExplainedField(key.position, key.object, key.path, entry.getValue());
            })
        .toList();
  }

  /**
   * Rules of Istio do nothing on the plain plane by nature, and most fields of Kubernetes's own
   * kinds do nothing on any: nobody expects it, and nobody needs a line about it.
   */
  boolean isWorthALine() {
    return verdicts.stream()
        .filter(verdict -> verdict.plane() != Plane.PLAIN)
        .anyMatch(
            told ->
                told.verdict() == Verdict.APPROXIMATED
                    || (told.verdict() == Verdict.IGNORED && isRule()));
  }

  /** The verdicts without that of the plain plane on a rule. */
  List<FieldVerdict> ofInterest() {
    return verdicts.stream()
        .filter(verdict -> verdict.plane() != Plane.PLAIN || !isRule())
        .toList();
  }

  private boolean isRule() {
    return RuleKinds.contain(object.substring(0, object.indexOf(' ')));
  }
}
