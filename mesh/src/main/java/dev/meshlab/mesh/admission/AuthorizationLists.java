package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The lists of values of a source or an operation, each with its {@code not} beside it. */
record AuthorizationLists(Findings findings, Fields fields) {

  private static final String HINT = "write it as the field's documentation has it";

  /** Checks each value of a list, and of the list of those that must not be. */
  void each(String list, BiFunction<String, String, Optional<String>> fault) {
    for (String field : List.of(list, "not" + capitalised(list))) {
      for (String value : fields.strings(field)) {
        findings.refuse(fields, field, value, fault.apply(capitalised(field), value), HINT);
      }
    }
  }

  void notAllEmpty(String message, String hint) {
    if (fields.names().stream().allMatch(name -> fields.strings(name).isEmpty())) {
      findings.error(fields, message, hint);
    }
  }

  private static String capitalised(String field) {
    return Character.toUpperCase(field.charAt(0)) + field.substring(1);
  }
}
