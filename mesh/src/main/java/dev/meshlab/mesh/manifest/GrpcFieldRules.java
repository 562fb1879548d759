package dev.meshlab.mesh.manifest;

import com.google.re2j.Pattern;
import java.util.Set;

/** What the CRDs of Gateway API say of fields wherever they occur in a GRPCRoute. */
final class GrpcFieldRules {

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+\\-.^_`|~]+");

  private final Findings findings;

  GrpcFieldRules(Findings findings) {
    this.findings = findings;
  }

  void backend(Fields backend) {
    required(backend, "name");
    port(backend);
    boolean service =
        backend.string("group", "").isEmpty()
            && backend.string("kind", "Service").equals("Service");
    String message = "Must have port for Service reference";
    findings.errorIf(
        service && !backend.has("port"), backend, "port", message, "name a port of the Service");
  }

  void port(Fields fields) {
    long port = fields.integer("port").orElse(1L);
    findings.errorIf(
        port < 1 || port > 65_535, fields, "port", "is out of range", "it must be 1 to 65535");
  }

  void headerName(Fields header) {
    required(header, "name");
    pattern(header, "name", HEADER, "is no header name");
  }

  void required(Fields fields, String field) {
    findings.errorIf(!fields.has(field), fields, field, "is missing", "it is required");
  }

  void oneOf(Fields fields, String field, Set<String> values) {
    String value = fields.string(field, "");
    findings.errorIf(
        fields.has(field) && !values.contains(value),
        fields,
        field,
        "is not a known value",
        Nearest.hint(value, values, "write one of " + String.join(", ", values)));
  }

  void pattern(Fields fields, String field, Pattern pattern, String message) {
    findings.errorIf(
        fields.string(field).filter(value -> !pattern.matches(value)).isPresent(),
        fields,
        field,
        message,
        "it must match " + pattern);
  }
}
