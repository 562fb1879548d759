package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of Gateway API's CRD for the filters of a GRPCRoute. */
final class GrpcFilterRules {

  private static final Pattern VALUE = Pattern.compile("[!-~]+([\\t ]?[!-~]+)*");

  private static final int MOST = 100;

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
      filter.child("extensionRef").ifPresent(fields::reference);
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
    List<String> removed = modifier.strings("remove");
    boolean twice = Set.copyOf(removed).size() < removed.size();
    findings.errorIf(twice, modifier, "remove", "has a header twice", "keep one of them");
    for (String kind : List.of("set", "add")) {
      Set<String> names = new HashSet<>();
      for (Fields header : modifier.children(kind)) {
        fields.required(header, "value");
        fields.headerName(header);
        fields.pattern(header, "value", VALUE, "is not a header value");
        String message = "is given twice";
        boolean repeated = header.has("name") && !names.add(header.string("name", ""));
        findings.errorIf(repeated, header, "name", message, "keep one of them");
      }
    }
  }

  private void fraction(Fields fraction) {
    fields.required(fraction, "numerator");
    long numerator = fraction.integer("numerator").orElse(0L);
    long denominator = fraction.integer("denominator").orElse((long) MOST);
    findings.errorIf(
        numerator < 0 || denominator < 1 || numerator > denominator,
        fraction,
        "numerator",
        "numerator must be less than or equal to denominator",
        "write a part of the whole");
  }

  private void mirror(Fields mirror) {
    fields.required(mirror, "backendRef");
    mirror.child("backendRef").ifPresent(fields::backend);
    long percent = mirror.integer("percent").orElse(0L);
    findings.errorIf(
        percent < 0 || percent > MOST, mirror, "percent", "is out of range", "write 0 to 100");
    mirror.child("fraction").ifPresent(this::fraction);
    findings.errorIf(
        mirror.has("percent") && mirror.has("fraction"),
        mirror,
        "percent",
        "Only one of percent or fraction may be specified in HTTPRequestMirrorFilter",
        "keep one of them");
  }
}
