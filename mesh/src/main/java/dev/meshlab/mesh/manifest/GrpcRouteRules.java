package dev.meshlab.mesh.manifest;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of Gateway API's CRD for a GRPCRoute, its CEL rules among them. */
final class GrpcRouteRules {

  private static final String DOMAIN =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final Pattern HOST = Pattern.compile("(\\*\\.)?" + DOMAIN);
  private static final Pattern SERVICE =
      Pattern.compile("(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*");
  private static final Pattern METHOD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  private static final int LONGEST_NAME = 253;
  private static final int MOST_RULES = 16;
  private static final int MOST_MATCHES = 128;
  private static final int HIGHEST_WEIGHT = 1_000_000;

  private final Findings findings;
  private final GrpcFieldRules fields;
  private final GrpcFilterRules filters;

  GrpcRouteRules(Findings findings) {
    this.findings = findings;
    this.fields = new GrpcFieldRules(findings);
    this.filters = new GrpcFilterRules(findings);
  }

  void check(Fields spec) {
    for (String host : spec.strings("hostnames")) {
      if (host.length() > LONGEST_NAME || !HOST.matches(host)) {
        findings.error(spec, "hostnames", host, "is no host name", "write grpc.example.com");
      }
    }
    parents(spec);
    List<Fields> rules = spec.children("rules");
    int matches = rules.stream().mapToInt(rule -> rule.children("matches").size()).sum();
    findings.errorIf(
        rules.size() > MOST_RULES || matches > MOST_MATCHES,
        spec,
        "rules",
        "has more than 16 rules, or more than 128 matches in all",
        "split the route");
    Set<String> names = new HashSet<>();
    for (Fields rule : rules) {
      findings.errorIf(
          rule.has("name") && !names.add(rule.string("name", "")),
          rule,
          "name",
          "Rule name must be unique within the route",
          "rename one of them");
      rule(rule);
    }
  }

  private void parents(Fields spec) {
    Set<List<String>> seen = new HashSet<>();
    for (Fields parent : spec.children("parentRefs")) {
      fields.required(parent, "name");
      fields.port(parent);
      List<String> key =
          Stream.of("group", "kind", "namespace", "name", "sectionName", "port")
              .map(field -> parent.string(field, ""))
              .toList();
      findings.errorIf(
          !seen.add(key),
          parent,
          "name",
          "sectionName or port must be unique when parentRefs includes 2 or more references to the"
              + " same parent",
          "keep one of them");
    }
  }

  private void rule(Fields rule) {
    rule.children("matches").forEach(this::match);
    filters.check(rule);
    for (Fields backend : rule.children("backendRefs")) {
      fields.backend(backend);
      long weight = backend.integer("weight").orElse(1L);
      findings.errorIf(
          weight < 0 || weight > HIGHEST_WEIGHT,
          backend,
          "weight",
          "is out of range",
          "it must be from 0 to " + HIGHEST_WEIGHT);
      filters.check(backend);
    }
  }

  private void match(Fields match) {
    match.child("method").ifPresent(this::method);
    for (Fields header : match.children("headers")) {
      fields.required(header, "value");
      fields.oneOf(header, "type", Set.of("Exact", "RegularExpression"));
      fields.headerName(header);
    }
  }

  private void method(Fields method) {
    fields.oneOf(method, "type", Set.of("Exact", "RegularExpression"));
    if (!method.has("service") && !method.has("method")) {
      String message = "One or both of 'service' or 'method' must be specified";
      findings.error(method, message, "write service: package.Service");
    }
    if (method.string("type", "Exact").equals("Exact")) {
      fields.pattern(method, "service", SERVICE, "service must only contain valid characters");
      fields.pattern(method, "method", METHOD, "method must only contain valid characters");
    }
  }
}
