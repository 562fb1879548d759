package dev.meshlab.mesh.manifest;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+\\-.^_`|~]+");
  private static final Pattern VALUE = Pattern.compile("[!-~]+([\\t ]?[!-~]+)*");
  private static final int LONGEST_NAME = 253;
  private static final int MOST_RULES = 16;
  private static final int MOST_MATCHES = 128;
  private static final int HIGHEST_WEIGHT = 1_000_000;

  private static final Map<String, String> FILTERS =
      Map.of(
          "RequestHeaderModifier", "requestHeaderModifier",
          "ResponseHeaderModifier", "responseHeaderModifier",
          "RequestMirror", "requestMirror",
          "ExtensionRef", "extensionRef");

  private final Findings findings;

  GrpcRouteRules(Findings findings) {
    this.findings = findings;
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
      required(parent, "name");
      port(parent);
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
    filters(rule);
    for (Fields backend : rule.children("backendRefs")) {
      backend(backend);
      long weight = backend.integer("weight").orElse(1L);
      findings.errorIf(
          weight < 0 || weight > HIGHEST_WEIGHT,
          backend,
          "weight",
          "is out of range",
          "it must be from 0 to " + HIGHEST_WEIGHT);
      filters(backend);
    }
  }

  private void match(Fields match) {
    match.child("method").ifPresent(this::method);
    for (Fields header : match.children("headers")) {
      required(header, "value");
      oneOf(header, "type", Set.of("Exact", "RegularExpression"));
      headerName(header);
    }
  }

  private void method(Fields method) {
    oneOf(method, "type", Set.of("Exact", "RegularExpression"));
    if (!method.has("service") && !method.has("method")) {
      String message = "One or both of 'service' or 'method' must be specified";
      findings.error(method, message, "write service: package.Service");
    }
    if (method.string("type", "Exact").equals("Exact")) {
      pattern(method, "service", SERVICE, "service must only contain valid characters");
      pattern(method, "method", METHOD, "method must only contain valid characters");
    }
  }

  private void filters(Fields owner) {
    Set<String> types = new HashSet<>();
    for (Fields filter : owner.children("filters")) {
      required(filter, "type");
      oneOf(filter, "type", FILTERS.keySet());
      String type = filter.string("type", "");
      findings.errorIf(
          type.endsWith("HeaderModifier") && !types.add(type),
          filter,
          "type",
          type + " filter cannot be repeated",
          "put all headers into one");
      FILTERS.forEach((name, field) -> filterField(filter, type, name, field));
      headers(filter.below("requestHeaderModifier"));
      headers(filter.below("responseHeaderModifier"));
      filter.child("requestMirror").ifPresent(this::mirror);
    }
  }

  private void filterField(Fields filter, String type, String name, String field) {
    if (filter.has(field) && !type.equals(name)) {
      String message = "filter.%s must be nil if the filter.type is not %s".formatted(field, name);
      findings.error(filter, field, message, "write type: " + name);
    }
    if (!filter.has(field) && type.equals(name)) {
      String message = "filter.%s must be specified for %s filter.type".formatted(field, name);
      findings.error(filter, field, message, "add it");
    }
  }

  private void headers(Fields modifier) {
    for (String kind : List.of("set", "add")) {
      Set<String> names = new HashSet<>();
      for (Fields header : modifier.children(kind)) {
        required(header, "value");
        headerName(header);
        pattern(header, "value", VALUE, "is no header value");
        String message = "is given twice";
        boolean repeated = header.has("name") && !names.add(header.string("name", ""));
        findings.errorIf(repeated, header, "name", message, "keep one of them");
      }
    }
  }

  private void headerName(Fields header) {
    required(header, "name");
    pattern(header, "name", HEADER, "is no header name");
  }

  private void mirror(Fields mirror) {
    required(mirror, "backendRef");
    mirror.child("backendRef").ifPresent(this::backend);
    findings.errorIf(
        mirror.has("percent") && mirror.has("fraction"),
        mirror,
        "percent",
        "Only one of percent or fraction may be specified in HTTPRequestMirrorFilter",
        "keep one of them");
  }

  private void backend(Fields backend) {
    required(backend, "name");
    port(backend);
    boolean service =
        backend.string("group", "").isEmpty()
            && backend.string("kind", "Service").equals("Service");
    String message = "Must have port for Service reference";
    findings.errorIf(
        service && !backend.has("port"), backend, "port", message, "name a port of the Service");
  }

  private void port(Fields fields) {
    long port = fields.integer("port").orElse(1L);
    findings.errorIf(
        port < 1 || port > 65_535, fields, "port", "is out of range", "it must be 1 to 65535");
  }

  private void required(Fields fields, String field) {
    findings.errorIf(!fields.has(field), fields, field, "is missing", "it is required");
  }

  private void oneOf(Fields fields, String field, Set<String> values) {
    String value = fields.string(field, "");
    findings.errorIf(
        fields.has(field) && !values.contains(value),
        fields,
        field,
        "is not a known value",
        Nearest.hint(value, values, "write one of " + String.join(", ", values)));
  }

  private void pattern(Fields fields, String field, Pattern pattern, String message) {
    findings.errorIf(
        fields.string(field).filter(value -> !pattern.matches(value)).isPresent(),
        fields,
        field,
        message,
        "it must match " + pattern);
  }
}
