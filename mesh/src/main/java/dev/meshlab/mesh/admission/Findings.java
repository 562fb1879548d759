package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Optional;

/**
 * The place for what the rules refuse.
 *
 * @param id of what is found
 */
record Findings(DiagnosticId id, List<Diagnostic> problems) {

  /** The same place, for rules of another id. */
  Findings as(DiagnosticId other) {
    return new Findings(other, problems);
  }

  /** Reports a mapping as a whole. */
  void error(Fields fields, String message, String hint) {
    problems.add(Diagnostic.of(id, fields.position(), fields.path(), message, hint));
  }

  /** Reports a field, with its value where it is a scalar. */
  void error(Fields fields, String field, String message, String hint) {
    Diagnostic problem = fields.diagnostic(id, field, message, hint);
    problems.add(fields.string(field).map(problem::withValue).orElse(problem));
  }

  /** Reports one value of a field that holds several. */
  void error(Fields fields, String field, String value, String message, String hint) {
    problems.add(fields.diagnostic(id, field, message, hint).withValue(value));
  }

  /** Reports one value of a field if something is wrong with it. */
  void refuse(Fields fields, String field, String value, Optional<String> message, String hint) {
    message.ifPresent(m -> error(fields, field, value, m, hint));
  }

  /** Reports a field of which the rule is broken. */
  void errorIf(boolean broken, Fields fields, String field, String message, String hint) {
    if (broken) {
      error(fields, field, message, hint);
    }
  }

  /** Reports a list that is longer than the CRD allows. */
  void atMost(int most, Fields fields, String list) {
    int count = fields.children(list).size() + fields.strings(list).size();
    String message = "Too many: " + count + ": must have at most " + most + " items";
    errorIf(count > most, fields, list, message, "split the object");
  }
}
