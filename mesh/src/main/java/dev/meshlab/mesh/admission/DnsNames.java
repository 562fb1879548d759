package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * The names that Istio takes for hosts and labels (istio/istio, pkg/config/labels and
 * validation/agent). A message about a wrong name is the webhook's own.
 */
final class DnsNames {

  private static final String LABEL = "[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?";
  private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
  private static final Pattern WILDCARD_LABEL = Pattern.compile("\\*|(\\*|\\*-)?" + LABEL);
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+");
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 255;

  private DnsNames() {}

  static boolean isLabel(String name) {
    return name.length() <= LONGEST_LABEL && DNS_LABEL.matches(name);
  }

  /** The fault of a full name; empty for a valid one. */
  static Optional<String> fullName(String name) {
    return length(name).or(() -> labels(name));
  }

  /** The fault of a name whose first label may be a wildcard; empty for a valid one. */
  static Optional<String> wildcard(String name) {
    Optional<String> wrong = length(name);
    if (wrong.isPresent()) {
      return wrong;
    }
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    if (first.length() > LONGEST_LABEL || !WILDCARD_LABEL.matches(first)) {
      return invalidLabel(name, first);
    }
    return dot < 0 ? Optional.empty() : labels(name.substring(dot + 1));
  }

  /** True if one host pattern covers the other, whichever is the wider. */
  static boolean overlap(String one, String other) {
    if (one.startsWith("*") && other.startsWith("*")) {
      String longer = one.length() < other.length() ? other : one;
      String shorter = one.length() < other.length() ? one : other;
      return longer.endsWith(shorter.substring(1));
    }
    return covers(one, other) || covers(other, one);
  }

  /** True if every name that a pattern means is meant by a wider one too. */
  static boolean isPartOf(String name, String wider) {
    if (name.startsWith("*")) {
      return wider.startsWith("*")
          && name.length() >= wider.length()
          && name.endsWith(wider.substring(1));
    }
    return covers(wider, name);
  }

  private static boolean covers(String pattern, String name) {
    return pattern.startsWith("*")
        ? !name.startsWith("*") && name.endsWith(pattern.substring(1))
        : pattern.equals(name);
  }

  private static Optional<String> length(String name) {
    if (name.isEmpty()) {
      return Optional.of("empty domain name not allowed");
    }
    return name.length() > LONGEST_NAME
        ? Optional.of("domain name too long (max " + LONGEST_NAME + ")")
        : Optional.empty();
  }

  private static Optional<String> labels(String name) {
    String[] labels = name.split("\\.", -1);
    String top = labels[labels.length - 1];
    if (NUMBER.matches(top)) {
      String message = "domain name \"%s\" invalid (top level domain \"%s\" cannot be all-numeric)";
      return Optional.of(message.formatted(name, top));
    }
    for (int i = 0; i < labels.length; i++) {
      boolean closingDot = i == labels.length - 1 && labels[i].isEmpty();
      if (!closingDot && !isLabel(labels[i])) {
        return invalidLabel(name, labels[i]);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> invalidLabel(String name, String label) {
    return Optional.of("domain name \"%s\" invalid (label \"%s\" invalid)".formatted(name, label));
  }
}
