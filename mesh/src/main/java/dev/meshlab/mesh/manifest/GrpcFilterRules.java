package dev.meshlab.mesh.manifest;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of Gateway API's CRD for the filters of a GRPCRoute. */
final class GrpcFilterRules {

  private static final Pattern VALUE = Pattern.compile("[!-~]+([\\t ]?[!-~]+)*");

  private static final Map<String, String> FILTERS =
      Map.of(
          "RequestHeaderModifier", "requestHeaderModifier",
          "ResponseHeaderModifier", "responseHeaderModifier",
          "RequestMirror", "requestMirror",
          "ExtensionRef", "extensionRef");

  private final Findings findings;
  private final GrpcFieldRules fields;

  GrpcFilterRules(Findings findings) {
    this.findings = findings;
    this.fields = new GrpcFieldRules(findings);
  }

  void check(Fields owner) {
    Set<String> types = new HashSet<>();
    for (Fields filter : owner.children("filters")) {
      fields.required(filter, "type");
      fields.oneOf(filter, "type", FILTERS.keySet());
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
        fields.required(header, "value");
        fields.headerName(header);
        fields.pattern(header, "value", VALUE, "is no header value");
        String message = "is given twice";
        boolean repeated = header.has("name") && !names.add(header.string("name", ""));
        findings.errorIf(repeated, header, "name", message, "keep one of them");
      }
    }
  }

  private void mirror(Fields mirror) {
    fields.required(mirror, "backendRef");
    mirror.child("backendRef").ifPresent(fields::backend);
    findings.errorIf(
        mirror.has("percent") && mirror.has("fraction"),
        mirror,
        "percent",
        "Only one of percent or fraction may be specified in HTTPRequestMirrorFilter",
        "keep one of them");
  }
}
