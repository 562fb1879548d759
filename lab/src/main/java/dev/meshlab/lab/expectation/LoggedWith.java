package dev.meshlab.lab.expectation;

import dev.meshlab.lab.prediction.Logged;
import dev.meshlab.lab.verdict.Observation;
import java.util.Map;
import java.util.Optional;

/**
 * Calls by a field of their entries in the access log of the client's proxy.
 *
 * @param field that is looked at
 * @param value of it
 */
record LoggedWith(Field field, String value) implements Subject {

  /** The fields of an entry. */
  enum Field {
    /** A response flag. */
    FLAG("flag=", "[A-Z]{2,5}", "logged with "),
    /** The code of the response, as HTTP has it; gRPC's own status is another. */
    CODE("code=", "\\d{1,3}", "logged with code ");

    private final String label;
    private final String values;
    private final String words;

    Field(String label, String values, String words) {
      this.label = label;
      this.values = values;
      this.words = words;
    }

    private Map<String, Long> counts(Logged logged) {
      return this == FLAG ? logged.flags() : logged.codes();
    }
  }

  /** The subject that a person wrote; empty if it is about no field of the log. */
  static Optional<Subject> parse(String text) {
    for (Field field : Field.values()) {
      if (text.matches(field.label + field.values)) {
        return Optional.of(new LoggedWith(field, text.substring(field.label.length())));
      }
    }
    return Optional.empty();
  }

  @Override
  public String text() {
    return field.label + value;
  }

  @Override
  public String sentence() {
    return "calls were " + field.words + value;
  }

  @Override
  public Optional<Need> need() {
    return Optional.of(Need.ACCESS_LOG);
  }

  @Override
  public long count(Observation seen) {
    return field.counts(seen.attempts().interventions().logged()).getOrDefault(value, 0L);
  }

  @Override
  public long of(Observation seen) {
    return seen.calls();
  }
}
