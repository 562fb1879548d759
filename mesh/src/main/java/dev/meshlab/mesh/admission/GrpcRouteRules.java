package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of Gateway API's CRD for a GRPCRoute, its CEL rules among them. */
final class GrpcRouteRules {

  private static final String DOMAIN =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final Pattern HOST = Pattern.compile("(\\*\\.)?" + DOMAIN);
  private static final Pattern SERVICE =
      Pattern.compile("(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*");
  private static final Pattern METHOD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  private static final String SAME_PARENT = " references to the same parent";
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
        findings.error(spec, "hostnames", host, "is not a host name", "write grpc.example.com");
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
      fields.sectionName(rule, "name");
      rule(rule);
    }
  }

  /** Of several parts of one parent each is named, and only once. */
  private void parents(Fields spec) {
    Map<List<String>, Set<String>> sections = new HashMap<>();
    for (Fields parent : spec.children("parentRefs")) {
      fields.reference(parent);
      fields.sectionName(parent, "sectionName");
      fields.port(parent);
      Set<String> others = sections.computeIfAbsent(identity(parent), unused -> new HashSet<>());
      String section = parent.string("sectionName", "");
      if (!others.isEmpty() && others.contains("") != section.isEmpty()) {
        String message = "sectionName must be specified when parentRefs includes 2 or more";
        findings.error(parent, "name", message + SAME_PARENT, "name a section of each");
      } else if (others.contains(section)) {
        String message = "sectionName must be unique when parentRefs includes 2 or more";
        findings.error(parent, "name", message + SAME_PARENT, "keep one of them");
      }
      others.add(section);
    }
  }

  private static List<String> identity(Fields parent) {
    return List.of(
        parent.string("group", "gateway.networking.k8s.io"),
        parent.string("kind", "Gateway"),
        parent.string("namespace", ""),
        parent.string("name", ""));
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
    Set<String> names = new HashSet<>();
    for (Fields header : match.children("headers")) {
      boolean repeated = header.has("name") && !names.add(header.string("name", ""));
      findings.errorIf(repeated, header, "name", "is given twice", "keep one of them");
      fields.required(header, "value");
      findings.errorIf(
          header.has("value") && header.string("value", "").isEmpty(),
          header,
          "value",
          "must not be empty",
          "write what to compare with");
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
