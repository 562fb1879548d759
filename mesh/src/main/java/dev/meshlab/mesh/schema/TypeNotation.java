package dev.meshlab.mesh.schema;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The types of a {@link SchemaFile}, by name: {@code string}, {@code bool}, {@code int32}, {@code
 * int64}, {@code uint32}, {@code uint64}, {@code port}, {@code integer MIN..MAX}, {@code number
 * MIN..MAX}, {@code duration}, {@code zero-or-duration}, {@code enum A B C}, {@code any}, {@code
 * [TYPE]} for a list, {@code {TYPE}} for a map with names of the author's choice, or a message.
 */
final class TypeNotation {

  private static final Map<String, Type> WORDS =
      Map.of(
          "string", new Type.Text(),
          "bool", new Type.Truth(),
          "int32", new Type.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
          "int64", new Type.Whole(Long.MIN_VALUE, Long.MAX_VALUE),
          "uint32", new Type.Whole(0, 0xFFFF_FFFFL),
          "uint64", new Type.Whole(0, Long.MAX_VALUE),
          "port", new Type.Whole(1, 65_535),
          "duration", new Type.Span(false),
          "zero-or-duration", new Type.Span(true),
          "any", new Type.Anything());

  private final Map<String, Type.Message> messages;

  /**
   * @param messages by name; may still grow until the first type is parsed
   */
  TypeNotation(Map<String, Type.Message> messages) {
    this.messages = messages;
  }

  Type parse(String text) {
    if (text.startsWith("[")) {
      return new Type.ListOf(parse(text.substring(1, text.length() - 1)));
    }
    if (text.startsWith("{")) {
      return new Type.MapOf(parse(text.substring(1, text.length() - 1)));
    }
    if (text.startsWith("enum ")) {
      return new Type.OneOf(List.of(text.substring("enum ".length()).split(" ", -1)), false);
    }
    if (text.startsWith("integer ")) {
      String[] bounds = bounds(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      return new Type.Whole(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]));
    }
    if (text.startsWith("number")) {
      String[] bounds = bounds(text, -Double.MAX_VALUE, Double.MAX_VALUE);
      return new Type.Real(Double.parseDouble(bounds[0]), Double.parseDouble(bounds[1]));
    }
    Type word = WORDS.get(text);
    return word != null ? word : Objects.requireNonNull(messages.get(text), text);
  }

  /** The two ends of {@code MIN..MAX}; an absent one is the type's own. */
  private static String[] bounds(String text, Number lowest, Number highest) {
    int dots = text.indexOf("..");
    String min = dots < 0 ? "" : text.substring(text.indexOf(' ') + 1, dots);
    String max = dots < 0 ? "" : text.substring(dots + 2);
    return new String[] {
      min.isEmpty() ? String.valueOf(lowest) : min, max.isEmpty() ? String.valueOf(highest) : max
    };
  }
}
