package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;

/** The webhook's rules for one HTTP route of a VirtualService (validateHTTPRoute). */
final class HttpRouteRules {

  private final Findings findings;
  private final boolean delegated;
  private final HttpMatchRules matches;
  private final HeaderRules headers;
  private final HttpRetryRules retries;
  private final HttpFaultRules faults;
  private final HttpActionRules actions;
  private final DestinationRefRules destinations;

  /**
   * @param delegated whether the VirtualService has no hosts
   * @param forGateways whether it is bound to a gateway
   */
  HttpRouteRules(Findings findings, boolean delegated, boolean forGateways) {
    this.findings = findings;
    this.delegated = delegated;
    this.matches = new HttpMatchRules(findings, forGateways);
    this.headers = new HeaderRules(findings);
    this.retries = new HttpRetryRules(findings);
    this.faults = new HttpFaultRules(findings);
    this.actions = new HttpActionRules(findings);
    this.destinations = new DestinationRefRules(findings);
  }

  void check(Fields http) {
    outcome(http);
    http.children("match").forEach(matches::check);
    headers.check(http);
    http.child("fault").ifPresent(faults::check);
    mirrors(http);
    actions.check(http);
    http.child("retries").ifPresent(retries::check);
    http.children("route").forEach(headers::check);
    destinations.checkWeighted(http);
  }

  /** A request has one outcome (validateHTTPRouteConflict). */
  private void outcome(Fields http) {
    boolean route = !http.children("route").isEmpty();
    if (http.has("delegate") && delegated) {
      String message = "delegate HTTP route cannot contain delegate";
      findings.error(http, "delegate", message, "delegation has one level only");
    } else if (http.has("delegate")) {
      for (String other : List.of("redirect", "route")) {
        String message = "root HTTP route must not specify " + other;
        findings.errorIf(http.has(other), http, other, message, "keep it or delegate");
      }
      return;
    }
    if (http.has("redirect")) {
      conflicts(http, "redirect", List.of("route", "fault", "rewrite", "directResponse"));
    } else if (http.has("directResponse")) {
      conflicts(http, "directResponse", List.of("route", "fault", "rewrite"));
    } else if (!route) {
      String message = "HTTP route, redirect or direct_response is required";
      findings.error(http, "route", message, "add a route");
    }
  }

  private void conflicts(Fields http, String outcome, List<String> others) {
    for (String other : others) {
      boolean given = other.equals("route") ? !http.children(other).isEmpty() : http.has(other);
      String message = "HTTP route cannot contain both %s and %s".formatted(other, outcome);
      findings.errorIf(given, http, other, message, "keep one of them");
    }
  }

  private void mirrors(Fields http) {
    boolean single = http.has("mirror");
    findings.errorIf(
        single && !http.children("mirrors").isEmpty(),
        http,
        "mirror",
        "HTTP route cannot contain both mirror and mirrors",
        "keep mirrors");
    http.child("mirror").ifPresent(destinations::check);
    for (Fields mirror : http.children("mirrors")) {
      mirror.child("destination").ifPresent(destinations::check);
    }
    for (String percent : List.of("mirrorPercent", "mirror_percent")) {
      findings.errorIf(
          http.integer(percent).orElse(0L) > 100,
          http,
          percent,
          "mirror_percent must have a max value of 100",
          "write mirrorPercentage: {value: 100}");
    }
  }
}
