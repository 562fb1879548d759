package dev.meshlab.lab.explanation;

import dev.meshlab.mesh.diagnostic.FieldPath;
import dev.meshlab.mesh.explain.FieldVerdict;
import dev.meshlab.mesh.explain.Reason;
import dev.meshlab.mesh.explain.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fields of one object that fare alike on every plane, and for the same reasons: they share a line.
 *
 * @param fates the verdicts on them, each with the planes that it is about
 */
record FieldGroup(List<ExplainedField> fields, Map<FieldGroup.Fate, List<String>> fates) {

  /** The fate of fields on some planes. */
  record Fate(Verdict verdict, Reason because) {}

  /** The fates of a field of an object. */
  private record Key(String object, Map<Fate, List<String>> fates) {

    /** True if other fields may have them for the same cause. */
    boolean isShared() {
      return fates.keySet().stream().anyMatch(fate -> fate.verdict() != Verdict.HONOURED);
    }
  }

  /**
   * The groups of some fields, in the order of the first of each.
   *
   * @param everyPlane whether the plain plane counts also for rules
   */
  static List<FieldGroup> of(List<ExplainedField> fields, boolean everyPlane) {
    Map<Key, List<ExplainedField>> shared = new LinkedHashMap<>();
    List<FieldGroup> groups = new ArrayList<>();
    for (ExplainedField field : fields) {
      Key key = new Key(field.object(), fates(everyPlane ? field.verdicts() : field.ofInterest()));
      List<ExplainedField> members = key.isShared() ? shared.get(key) : null;
      if (members == null) {
        members = new ArrayList<>();
        shared.put(key, members);
        groups.add(new FieldGroup(members, key.fates));
      }
      members.add(field);
    }
    return groups;
  }

  private static Map<Fate, List<String>> fates(List<FieldVerdict> verdicts) {
    Map<Fate, List<String>> planes = new LinkedHashMap<>();
    for (FieldVerdict each : verdicts) {
      planes
          .computeIfAbsent(new Fate(each.verdict(), each.because()), unused -> new ArrayList<>())
          .add(each.plane().toString());
    }
    return planes;
  }

  /** The line of the first. */
  int line() {
    return fields.get(0).position().line();
  }

  /** The path of the field; of several, the block that holds them, and the rest of each path. */
  String described() {
    return FieldPath.together(fields.stream().map(ExplainedField::path).toList());
  }
}
