package dev.meshlab.mesh.schema;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Durations;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import java.time.Duration;

/** Holds single values against the types of their fields. */
final class ScalarCheck {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final SchemaProblems problems;

  ScalarCheck(SchemaProblems problems) {
    this.problems = problems;
  }

  void check(Node node, Type type, String path) {
    if (!(node instanceof Scalar scalar)) {
      problems.mismatch(node, path, "a single value", "");
    } else if (type instanceof Type.Whole whole) {
      checkWhole(scalar, whole, path);
    } else if (type instanceof Type.Real real) {
      checkReal(scalar, real, path);
    } else if (type instanceof Type.Truth) {
      if (scalar.kind() != Scalar.Kind.BOOLEAN) {
        problems.mismatch(scalar, path, "a boolean", "write true or false, without quotes");
      }
    } else if (type instanceof Type.WholeOrText || type instanceof Type.Quantity) {
      if (scalar.kind() == Scalar.Kind.BOOLEAN) {
        problems.mismatch(scalar, path, "a number or a string", "");
      } else if (type instanceof Type.Quantity && !Type.Quantity.isOne(scalar.text())) {
        String message = "quantities must match the regular expression '" + Type.Quantity.SYNTAX;
        problems.error(
            DiagnosticId.INVALID_VALUE, scalar, path, message + "'", "write it as 100m or 256Mi");
      }
    } else if (scalar.kind() != Scalar.Kind.STRING) {
      problems.mismatch(scalar, path, "a string", "write \"" + scalar.text() + "\" in quotes");
    } else if (type instanceof Type.OneOf oneOf) {
      checkOneOf(scalar, oneOf, path);
    } else if (type instanceof Type.Span span) {
      checkSpan(scalar, span, path);
    }
  }

  private void checkWhole(Scalar scalar, Type.Whole whole, String path) {
    Long value = scalar.integer();
    if (value == null) {
      problems.mismatch(scalar, path, "a whole number", unquoted(scalar));
    } else if (value < whole.min() || value > whole.max()) {
      outOfRange(scalar, path, String.valueOf(whole.min()), String.valueOf(whole.max()));
    }
  }

  private void checkReal(Scalar scalar, Type.Real real, String path) {
    Double value = scalar.number();
    if (value == null) {
      problems.mismatch(scalar, path, "a number", unquoted(scalar));
    } else if (value < real.min() || value > real.max()) {
      outOfRange(scalar, path, String.valueOf(real.min()), String.valueOf(real.max()));
    }
  }

  private static String unquoted(Scalar scalar) {
    boolean quoted = scalar.kind() == Scalar.Kind.STRING;
    return quoted && Scalar.plain(scalar.position(), scalar.text()).number() != null
        ? "write it without quotes"
        : "";
  }

  private void checkOneOf(Scalar scalar, Type.OneOf oneOf, String path) {
    if (oneOf.emptyAllowed() && scalar.text().isEmpty()) {
      return;
    }
    if (!oneOf.values().contains(scalar.text())) {
      String all = "write one of " + String.join(", ", oneOf.values());
      problems.error(
          DiagnosticId.INVALID_VALUE,
          scalar,
          path,
          "is not a known value",
          Nearest.hint(scalar.text(), oneOf.values(), all));
    }
  }

  private void checkSpan(Scalar scalar, Type.Span span, String path) {
    Duration duration = Durations.parse(scalar.text());
    if (duration == null || duration.compareTo(span.zeroAllowed() ? Duration.ZERO : SHORTEST) < 0) {
      problems.error(
          DiagnosticId.INVALID_VALUE,
          scalar,
          path,
          "must be a valid duration greater than 1ms",
          "write it as 10s or 250ms");
    } else if (!span.zeroAllowed() && duration.toNanosPart() % NANOS_PER_MILLI != 0) {
      problems.error(
          DiagnosticId.INVALID_VALUE,
          scalar,
          path,
          "only durations to ms precision are supported",
          "write it as 250ms");
    }
  }

  private void outOfRange(Scalar scalar, String path, String min, String max) {
    problems.error(
        DiagnosticId.INVALID_VALUE,
        scalar,
        path,
        "is out of range",
        "it must be from " + min + " to " + max);
  }
}
