package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * Faults of single values in an AuthorizationPolicy (pkg/config/security/security.go), each named
 * with the place of the value.
 */
final class AuthorizationValues {

  private static final Pattern PORT = Pattern.compile("[0-9]{1,9}");
  private static final Pattern LITERAL = Pattern.compile("[-a-zA-Z0-9._~%!$&'()+,;:@=]+");
  private static final List<String> TEMPLATES = List.of("{*}", "{**}");
  private static final int HIGHEST_PORT = 65_535;
  private static final int LONGEST_ACCOUNT = 320;
  private static final String TOO_LONG = "value cannot exceed " + LONGEST_ACCOUNT + " characters";
  private static final String QUALIFIED = "'namespace/serviceAccount'";

  private AuthorizationValues() {}

  static Optional<String> notEmpty(String place, String value) {
    return check(value.isEmpty(), "empty value not allowed, found in " + place);
  }

  static Optional<String> address(String place, String value) {
    if (value.isEmpty() || Addresses.isAddressOrBlock(value)) {
      return notEmpty(place, value);
    }
    return Optional.of(
        (value.contains("/") ? "bad CIDR range (" : "bad IP address (") + value + ")");
  }

  static Optional<String> port(String place, String value) {
    boolean valid = PORT.matches(value) && Integer.parseInt(value) <= HIGHEST_PORT;
    return notEmpty(place, value).or(() -> check(!valid, "bad port (" + value + ")"));
  }

  static Optional<String> serviceAccount(String place, String value) {
    long slashes = value.chars().filter(c -> c == '/').count();
    boolean halved = slashes > 1 || value.startsWith("/") || value.endsWith("/");
    String found = ", found \"" + value + "\" in " + place;
    return notEmpty(place, value)
        .or(() -> check(value.contains("*"), "wildcard not allowed, found in " + place))
        .or(() -> check(halved, "expected format 'serviceAccount' or " + QUALIFIED + found))
        .or(() -> check(value.length() > LONGEST_ACCOUNT, TOO_LONG + found));
  }

  /** A value with one asterisk at most, at its start or its end. */
  static Optional<String> wildcard(String place, String value) {
    int first = value.indexOf('*');
    boolean several = first != value.lastIndexOf('*');
    boolean inside = first > 0 && first < value.length() - 1;
    String found = ", found in " + place + ": \"" + value + "\"";
    return notEmpty(place, value)
        .or(() -> check(several, "at most one wildcard is allowed" + found))
        .or(() -> check(inside, "wildcard is only allowed at the start or end" + found));
  }

  static Optional<String> trustDomain(String place, String value) {
    String found = ", found in " + place + ": \"" + value + "\"";
    return wildcard(place, value)
        .or(() -> check(value.contains("/"), "trust domain must not contain '/'" + found));
  }

  /** A path, which may be a template with operators for one segment or for any number of them. */
  static Optional<String> path(String place, String value) {
    if (value.isEmpty()) {
      return notEmpty(place, value);
    }
    boolean template = TEMPLATES.stream().anyMatch(value::contains);
    boolean open = false;
    for (String segment : value.replaceAll("^/+|/+$", "").split("/", -1)) {
      if (TEMPLATES.contains(segment)) {
        if (open) {
          return badPath(place, value, "{**} is not the last operator");
        }
        open = segment.equals("{**}");
      } else if (segment.contains("{") || segment.contains("}")) {
        return badPath(place, value, "Contains '{' or '}' beyond a supported path template");
      } else if (template && !LITERAL.matches(segment)) {
        return badPath(
            place, value, "Contains segment " + segment + " with invalid string literal");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> badPath(String place, String path, String fault) {
    return Optional.of(
        "invalid or unsupported path %s, found in %s. %s".formatted(path, place, fault));
  }

  private static Optional<String> check(boolean broken, String message) {
    return broken ? Optional.of(message) : Optional.empty();
  }
}
