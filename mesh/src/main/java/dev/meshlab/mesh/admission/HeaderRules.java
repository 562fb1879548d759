package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The webhook's rules for header manipulation, of a route or of one destination. */
final class HeaderRules {

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");

  /**
   * The text that may stand between two {@code %}: text without a parenthesis, then perhaps
   * arguments, as Envoy parses them (validateHeaderValue).
   */
  private static final Pattern COMMANDS =
      Pattern.compile("([^%]|%%|%[^%(]+%|%[^%(]*\\([^)]*\\) *%)*");

  private final Findings findings;

  HeaderRules(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param owner a route, or one destination of it
   */
  void check(Fields owner) {
    Fields headers = owner.below("headers");
    operations(headers.below("request"), true);
    operations(headers.below("response"), false);
    authority(owner, headers.below("request"));
  }

  private void operations(Fields operations, boolean request) {
    for (String kind : List.of("add", "set")) {
      Fields headers = operations.below(kind);
      for (String name : headers.names()) {
        refuseName(headers, name, name, request);
        value(headers, name);
      }
    }
    for (String name : operations.strings("remove")) {
      refuseName(operations, "remove", name, false);
    }
  }

  /** A request's authority may be set; other names with a colon are the protocol's own. */
  private void refuseName(Fields fields, String field, String name, boolean authorityAllowed) {
    String hint = "choose another header";
    if (name.isEmpty()) {
      findings.error(fields, field, "header name cannot be empty", "name the header");
    } else if (isAuthority(name) && authorityAllowed) {
      return;
    } else if (name.equalsIgnoreCase("host")) {
      String message = "invalid header \"" + name + "\": cannot set Host header";
      findings.error(fields, field, message, hint);
    } else if (name.startsWith(":")) {
      String message = "invalid header \"" + name + "\": header cannot have \":\" prefix";
      findings.error(fields, field, message, hint);
    }
  }

  private void value(Fields headers, String name) {
    String value = headers.string(name, "");
    if (CONTROL.matcher(value).find()) {
      findings.error(
          headers, name, "header value configuration is invalid", "remove the control characters");
    } else if (!COMMANDS.matches(value)) {
      String message = "header value configuration: invalid header configuration. Un-escaped %";
      findings.error(headers, name, message, "write %% for a percent sign");
    }
  }

  /** The authority is rewritten in one place only (validateAuthorityRewrite). */
  private void authority(Fields owner, Fields request) {
    Optional<String> current =
        owner.below("rewrite").string("authority").filter(authority -> !authority.isEmpty());
    for (String kind : List.of("set", "add")) {
      Fields headers = request.below(kind);
      for (String name : headers.names()) {
        if (isAuthority(name)) {
          findings.errorIf(
              current.isPresent(),
              headers,
              name,
              "authority header cannot be set multiple times: have \"%s\""
                  .formatted(current.orElse("")),
              "keep one of them");
          current = headers.string(name);
        }
      }
    }
  }

  private static boolean isAuthority(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(":authority") || lower.equals("host");
  }
}
