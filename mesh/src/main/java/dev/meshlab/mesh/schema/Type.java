package dev.meshlab.mesh.schema;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The values that a schema allows in one place of a manifest. */
public sealed interface Type {

  /** One field of a {@link Message}. */
  record Field(Type type, boolean required) {

    static Field required(Type type) {
      return new Field(type, true);
    }

    static Field optional(Type type) {
      return new Field(type, false);
    }
  }

  /**
   * A mapping with known fields.
   *
   * @param declared computed when the message first occurs in a manifest: most never do
   * @param alternatives sets of fields of which at most one may be given
   */
  record Message(
      String name, Supplier<Map<String, Field>> declared, List<List<String>> alternatives)
      implements Type {

    Map<String, Field> fields() {
      return declared.get();
    }
  }

  /** A list of one type. */
  record ListOf(Type element) implements Type {}

  /** A mapping with names of the author's choice. */
  record MapOf(Type value) implements Type {}

  /** A text. */
  record Text() implements Type {}

  /** A whole number, bounds included. */
  record Whole(long min, long max) implements Type {}

  /** A number, bounds included. */
  record Real(double min, double max) implements Type {}

  /** A boolean. */
  record Truth() implements Type {}

  /**
   * One of a few texts; their case counts.
   *
   * @param emptyAllowed whether an empty text stands for the default
   */
  record OneOf(List<String> values, boolean emptyAllowed) implements Type {}

  /** A duration in Go's notation; unless zero is allowed, of at least a millisecond. */
  record Span(boolean zeroAllowed) implements Type {}

  /** A whole number or a text: a port by number or name. */
  record WholeOrText() implements Type {}

  /** A Kubernetes quantity: a number, or a text such as {@code 100m}. */
  record Quantity() implements Type {

    static final String SYNTAX = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$";

    private static final Pattern PATTERN =
        Pattern.compile(
            "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?");

    public static boolean isOne(String text) {
      return PATTERN.matches(text);
    }
  }

  /** Anything: its schema is not ours to check. */
  record Anything() implements Type {}

  /** A source of schemas. */
  interface Source {

    /**
     * The fields that an object of a kind may hold; empty for a kind that this source does not
     * know.
     */
    Optional<Type> find(String apiVersion, String kind);
  }
}
