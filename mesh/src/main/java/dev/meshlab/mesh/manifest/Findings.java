package dev.meshlab.mesh.manifest;

import java.util.List;
import java.util.Optional;

/** The place for what the rules refuse. */
record Findings(List<Problem> problems) {

  /** Reports a mapping as a whole. */
  void error(Fields fields, String message, String hint) {
    problems.add(Problem.error(fields.position(), fields.path(), message, hint));
  }

  /** Reports a field, with its value where it is a scalar. */
  void error(Fields fields, String field, String message, String hint) {
    Problem problem = problem(fields, field, message, hint);
    problems.add(fields.string(field).map(problem::withValue).orElse(problem));
  }

  /** Reports one value of a field that holds several. */
  void error(Fields fields, String field, String value, String message, String hint) {
    problems.add(problem(fields, field, message, hint).withValue(value));
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

  private static Problem problem(Fields fields, String field, String message, String hint) {
    return Problem.error(fields.position(field), fields.path(field), message, hint);
  }
}
