package dev.meshlab.mesh.yaml;

import dev.meshlab.mesh.diagnostic.Position;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A single value. Its kind follows the YAML that {@code kubectl} reads (sigs.k8s.io/yaml, which is
 * YAML 1.1 for plain scalars: {@code yes} and {@code on} are booleans, {@code 010} is octal), so
 * that a file means here what it means to an API server.
 *
 * @param text the value without quotes
 * @param block the place of its first character, if it is a literal block, which has its lines as
 *     the file has them; null for any other form
 */
public record Scalar(Position position, String text, Kind kind, @Nullable Position block)
    implements Node {

  /** The type that the API server would take the value for. */
  public enum Kind {
    STRING("a string"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    NULL("empty");

    private final String described;

    Kind(String described) {
      this.described = described;
    }
  }

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y");
  private static final Set<String> FALSE =
      Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N");

  /** More characters than any value of a field has. */
  private static final int MOST_DIGITS = 400;

  /** A scalar that is not a literal block. */
  public Scalar(Position position, String text, Kind kind) {
    this(position, text, kind, null);
  }

  /** A scalar written without quotes, whose kind its text decides. */
  public static Scalar plain(Position position, String text) {
    return new Scalar(position, text, kindOf(text));
  }

  public static boolean isNull(Node node) {
    return node instanceof Scalar scalar && scalar.kind == Kind.NULL;
  }

  /** The value of a {@link Kind#BOOLEAN}. */
  public boolean isTrue() {
    return TRUE.contains(text);
  }

  /** The value as a whole number; null when it is not one or does not fit 64 bits. */
  public @Nullable Long integer() {
    if (kind != Kind.INTEGER) {
      return null;
    }
    Long plain = parseInteger(text);
    return plain == null ? parseWhole(text) : plain;
  }

  /** The value as a text, a whole number in decimal digits however it is written. */
  public String asText() {
    Long integer = integer();
    return integer == null ? text : integer.toString();
  }

  /** The value as a number; null when it is not one. */
  public @Nullable Double number() {
    Long integer = integer();
    if (integer != null) {
      return integer.doubleValue();
    }
    return kind == Kind.NUMBER ? parseNumber(text) : null;
  }

  @Override
  public String described() {
    return kind.described;
  }

  private static Kind kindOf(String text) {
    if (NULLS.contains(text)) {
      return Kind.NULL;
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return Kind.BOOLEAN;
    }
    if ("+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return Kind.STRING;
    }
    if (parseInteger(text) != null) {
      return Kind.INTEGER;
    }
    if (parseNumber(text) == null) {
      return Kind.STRING;
    }
    return parseWhole(text) == null ? Kind.NUMBER : Kind.INTEGER;
  }

  /** JSON, in which a manifest reaches the API server, has 90 for {@code 90.0}, 100 for 1e2. */
  private static @Nullable Long parseWhole(String text) {
    if (text.length() > MOST_DIGITS) {
      return null; // The time that a BigDecimal takes grows with the square of the length.
    }
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException notWhole) {
      return null;
    }
  }

  private static @Nullable Long parseInteger(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int radix = 10;
    if (digits.startsWith("0x")) {
      radix = 16;
    } else if (digits.startsWith("0o")) {
      radix = 8;
    } else if (digits.startsWith("0b")) {
      radix = 2;
    } else if (digits.length() > 1 && digits.startsWith("0")) {
      return parse(digits.substring(1), 8, negative);
    }
    return parse(radix == 10 ? digits : digits.substring(2), radix, negative);
  }

  private static @Nullable Long parse(String digits, int radix, boolean negative) {
    if (digits.isEmpty() || Character.digit(digits.charAt(0), radix) < 0) {
      return null;
    }
    try {
      return Long.parseLong(negative ? "-" + digits : digits, radix);
    } catch (NumberFormatException notInteger) {
      return null;
    }
  }

  private static @Nullable Double parseNumber(String text) {
    char last = text.charAt(text.length() - 1);
    if (!Character.isDigit(last) && last != '.') {
      return null; // Java would take 1f and 1d for numbers
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException notNumber) {
      return null;
    }
  }
}
