package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The webhook's rules for the conditions of an HTTP route (validateHTTPRouteMatchRequest). */
final class HttpMatchRules {

  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+\\-.^_`|~A-Za-z0-9]+");
  private static final Pattern JWT_CLAIM = Pattern.compile("(?i)@request\\.auth\\.claims[.\\[].+");
  private static final Set<String> PSEUDO =
      Set.of(":method", ":scheme", ":authority", ":path", ":status");
  private static final int LONGEST_REGEX = 1_024;

  private final Findings findings;
  private final boolean forGateways;

  HttpMatchRules(Findings findings, boolean forGateways) {
    this.findings = findings;
    this.forGateways = forGateways;
  }

  void check(Fields match) {
    headers(match.below("headers"), false);
    headers(match.below("withoutHeaders"), true);
    match.child("uri").ifPresent(uri -> regex(findings, uri, "regex"));
    for (String one : List.of("scheme", "method", "authority")) {
      match.child(one).ifPresent(this::string);
    }
    Fields query = match.below("queryParams");
    query.names().forEach(name -> query.child(name).ifPresent(this::string));
    source(match);
  }

  private void headers(Fields conditions, boolean absent) {
    for (String name : conditions.names()) {
      headerName(conditions, name);
      Optional<Fields> condition = conditions.child(name);
      // Istio's own way to say that a header is there, which is not a regular expression
      boolean present = condition.flatMap(c -> c.string("regex")).filter("*"::equals).isPresent();
      if (!absent || !present) {
        condition.ifPresent(this::string);
      }
    }
  }

  private void headerName(Fields conditions, String name) {
    if (JWT_CLAIM.matches(name)) {
      String message = "JWT claim based routing (key: " + name + ") is only supported for gateway";
      findings.errorIf(!forGateways, conditions, name, message, "bind the rule to a gateway");
    } else if (!PSEUDO.contains(name) && !HEADER.matches(name)) {
      String message =
          name.isEmpty()
              ? "header name cannot be empty"
              : "header name " + name + " is not a valid header name";
      findings.error(conditions, name, message, "write letters, digits and '-'");
    }
  }

  private void string(Fields condition) {
    if (condition.string("prefix").filter(String::isEmpty).isPresent()) {
      String message = "prefix string match should not be empty";
      findings.error(condition, "prefix", message, "write {} for a header that is present");
    }
    regex(findings, condition, "regex");
  }

  private void source(Fields match) {
    PortRules.check(findings, match, "port", true);
    new LabelRules(findings).check(match.below("sourceLabels"));
    new GatewayNameRules(findings).check(match);
    String namespace = match.string("sourceNamespace", "");
    if (!namespace.isEmpty() && !DnsNames.isLabel(namespace)) {
      String message = "sourceNamespace match " + namespace + " is invalid";
      findings.error(match, "sourceNamespace", message, "name a namespace");
    }
  }

  /** A regular expression (validateStringRegexp); absent is fine, empty is not. */
  static void regex(Findings findings, Fields condition, String field) {
    Optional<String> given = condition.string(field);
    if (given.isEmpty()) {
      return;
    }
    String regex = given.get();
    if (regex.isEmpty()) {
      findings.error(condition, field, "regex string match should not be empty", "write \".*\"");
    } else if (regex.length() > LONGEST_REGEX) {
      String message = "regex is too large, max length allowed is " + LONGEST_REGEX;
      findings.error(condition, field, message, "split it into several matches");
    } else {
      try {
        Pattern.compile(regex);
      } catch (PatternSyntaxException malformed) {
        String message = "error parsing regexp: " + malformed.getDescription();
        findings.error(condition, field, message, "Istio uses RE2 style regex-based match");
      }
    }
  }
}
