package dev.meshlab.lab.explanation;

import dev.meshlab.mesh.dataplane.Carrier;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.explain.FieldVerdict;
import dev.meshlab.mesh.explain.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field and its fate on each plane.
 *
 * @param object the object that has it, as {@code VirtualService default/server}
 * @param ofRule whether the object is a rule
 */
public record ExplainedField(
    Position position, String object, boolean ofRule, String path, List<FieldVerdict> verdicts) {

  /** The fields by file, each in the order of its file. */
  static Map<String, List<ExplainedField>> byFile(Explanation explanation) {
    Map<ExplainedField, List<FieldVerdict>> verdicts = new LinkedHashMap<>();
    for (FieldVerdict field : explanation.fields()) {
      ExplainedField key =
          new ExplainedField(
              field.position(), field.object(), field.ofRule(), field.path(), List.of());
      verdicts.computeIfAbsent(key, k -> new ArrayList<>()).add(field);
    }
    Map<String, List<ExplainedField>> byFile = new LinkedHashMap<>();
    verdicts.forEach(
        (key, own) ->
            byFile
                .computeIfAbsent(key.position.file(), file -> new ArrayList<>())
                .add(key.with(own)));
    return byFile;
  }

  /**
   * Rules of Istio do nothing on the plain plane by nature, and most fields of Kubernetes's own
   * kinds do nothing on any plane. A reader expects that, and needs no line about it.
   */
  boolean isWorthALine() {
    return verdicts.stream()
        .filter(verdict -> verdict.plane().carrier() != Carrier.KUBE_PROXY)
        .anyMatch(
            verdict ->
                verdict.verdict() == Verdict.APPROXIMATED
                    || verdict.verdict() == Verdict.LEFT_OUT
                    || (verdict.verdict() == Verdict.IGNORED && ofRule));
  }

  /** The verdicts without that of the plain plane on a rule. */
  List<FieldVerdict> ofInterest() {
    return verdicts.stream()
        .filter(verdict -> verdict.plane().carrier() != Carrier.KUBE_PROXY || !ofRule)
        .toList();
  }

  private ExplainedField with(List<FieldVerdict> own) {
    return new ExplainedField(position, object, ofRule, path, own);
  }
}
