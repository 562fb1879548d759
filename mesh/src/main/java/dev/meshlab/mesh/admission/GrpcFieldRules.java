package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Nearest;
import java.util.Set;

/** Rules of the Gateway API's CRDs for fields wherever they occur in a GRPCRoute. */
final class GrpcFieldRules {

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern GROUP = Pattern.compile("|" + LABEL + "(\\." + LABEL + ")*");
  private static final Pattern KIND = Pattern.compile("[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?");
  private static final Pattern NAMESPACE = Pattern.compile(LABEL);
  private static final Pattern ANY = Pattern.compile("(?s).+");
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 253;

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+\\-.^_`|~]+");

  private final Findings findings;

  GrpcFieldRules(Findings findings) {
    this.findings = findings;
  }

  /** Checks a reference to another object: of a group and a kind, in a namespace, by its name. */
  void reference(Fields reference) {
    required(reference, "name");
    text(reference, "name", ANY, LONGEST_NAME);
    text(reference, "group", GROUP, LONGEST_NAME);
    text(reference, "kind", KIND, LONGEST_LABEL);
    text(reference, "namespace", NAMESPACE, LONGEST_LABEL);
  }

  /** The name of a rule, or of a part of a Gateway. */
  void sectionName(Fields fields, String field) {
    text(fields, field, SUBDOMAIN, LONGEST_NAME);
  }

  /** The kind of something, which may stand without a name. */
  void kind(Fields fields) {
    text(fields, "group", GROUP, LONGEST_NAME);
    text(fields, "kind", KIND, LONGEST_LABEL);
  }

  /** A text of some length. */
  void text(Fields fields, String field, Pattern pattern, int longest) {
    String value = fields.string(field, "");
    String hint = "write at most " + longest + " characters that match " + pattern;
    findings.errorIf(
        fields.has(field) && (value.length() > longest || !pattern.matches(value)),
        fields,
        field,
        "is not a valid " + field,
        hint);
  }

  void backend(Fields backend) {
    reference(backend);
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
    pattern(header, "name", HEADER, "is not a header name");
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
