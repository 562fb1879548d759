package dev.meshlab.mesh.admission;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;

/** Labels by which rules select, and the selectors themselves. */
final class LabelRules {

  private static final String DNS = "[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?";
  private static final String NAME = "(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final Pattern KEY =
      Pattern.compile("(" + DNS + "(?:\\." + DNS + ")*/)?(" + NAME + ")");
  private static final Pattern VALUE = Pattern.compile("(" + NAME + ")?");
  private static final int LONGEST_PREFIX = 253;
  private static final int LONGEST_NAME = 63;

  private final Findings findings;

  LabelRules(Findings findings) {
    this.findings = findings;
  }

  /** Labels as Kubernetes takes them (pkg/config/labels, Instance.Validate). */
  void check(Fields labels) {
    for (String key : labels.names()) {
      String value = labels.string(key, "");
      String hint = "write letters, digits, '-', '_' and '.', as Kubernetes's labels have";
      findings.errorIf(!isKey(key), labels, key, "invalid tag key: \"" + key + "\"", hint);
      findings.errorIf(
          !VALUE.matches(value), labels, key, "invalid tag value: \"" + value + "\"", hint);
    }
  }

  /** A selector's labels: no wildcards (validateWorkloadSelector), and no overlong values. */
  void checkSelector(Fields labels) {
    for (String key : labels.names()) {
      String value = labels.string(key, "");
      if (key.isEmpty()) {
        findings.error(labels, key, "key must not be empty", "name a label");
      }
      if (key.contains("*") || value.contains("*")) {
        String message = "wildcard is not supported in selector: \"" + key + "=" + value + "\"";
        findings.error(labels, key, message, "write the label out, or remove the selector");
      }
      findings.errorIf(
          value.length() > LONGEST_NAME,
          labels,
          key,
          "is longer than " + LONGEST_NAME + " characters",
          "no label has such a value");
    }
  }

  private static boolean isKey(String key) {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches()) {
      return false;
    }
    String prefix = parts.group(1);
    return parts.group(2).length() <= LONGEST_NAME
        && (prefix == null || prefix.length() - 1 <= LONGEST_PREFIX);
  }
}
