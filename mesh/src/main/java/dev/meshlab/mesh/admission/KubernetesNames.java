package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * The names that the API server takes (kubernetes/apimachinery, pkg/util/validation). A message
 * about a wrong name is the API server's own.
 */
final class KubernetesNames {

  private static final String ALPHANUMERIC =
      "must consist of lower case alphanumeric characters or '-', and must start and end with an"
          + " alphanumeric character";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern SERVICE_NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern PORT_NAME = Pattern.compile("[-a-z0-9]+");
  private static final Pattern LETTER = Pattern.compile(".*[a-z].*");
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_SUBDOMAIN = 253;
  private static final int LONGEST_PORT_NAME = 15;

  private KubernetesNames() {}

  static Optional<String> label(String name) {
    return fault(LABEL, name, LONGEST_LABEL, "a lowercase RFC 1123 label " + ALPHANUMERIC);
  }

  static Optional<String> subdomain(String name) {
    return fault(
        SUBDOMAIN,
        name,
        LONGEST_SUBDOMAIN,
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
            + " '.', and must start and end with an alphanumeric character");
  }

  /** A Service's, which becomes a label of DNS. */
  static Optional<String> serviceName(String name) {
    return fault(
        SERVICE_NAME,
        name,
        LONGEST_LABEL,
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
            + " alphabetic character, and end with an alphanumeric character");
  }

  /** A key of a label, with or without a prefix. */
  static Optional<String> labelKey(String key) {
    int slash = key.indexOf('/');
    Optional<String> prefix = slash < 0 ? Optional.empty() : subdomain(key.substring(0, slash));
    return prefix
        .map(fault -> "prefix part " + fault)
        .or(
            () ->
                fault(
                    NAME,
                    key.substring(slash + 1),
                    LONGEST_LABEL,
                    "name part must consist of alphanumeric characters, '-', '_' or '.', and must"
                        + " start and end with an alphanumeric character"));
  }

  static Optional<String> labelValue(String value) {
    return value.isEmpty()
        ? Optional.empty()
        : fault(
            NAME,
            value,
            LONGEST_LABEL,
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
                + " or '.', and must start and end with an alphanumeric character");
  }

  /** A container's port, and what a {@code targetPort} may name. */
  static Optional<String> portName(String name) {
    if (name.length() > LONGEST_PORT_NAME) {
      return Optional.of("must be no more than " + LONGEST_PORT_NAME + " characters");
    }
    if (!PORT_NAME.matches(name)) {
      return Optional.of("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (!LETTER.matches(name)) {
      return Optional.of("must contain at least one letter (a-z)");
    }
    if (name.contains("--")) {
      return Optional.of("must not contain consecutive hyphens");
    }
    return name.startsWith("-") || name.endsWith("-")
        ? Optional.of("must not begin or end with a hyphen")
        : Optional.empty();
  }

  private static Optional<String> fault(Pattern valid, String name, int longest, String message) {
    if (name.length() > longest) {
      return Optional.of("must be no more than " + longest + " bytes");
    }
    return valid.matches(name) ? Optional.empty() : Optional.of(message);
  }
}
