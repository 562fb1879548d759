package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Nearest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The webhook's rules for a condition (pkg/config/security, ValidateAttribute). */
final class AuthorizationConditionRules {

  private static final Set<String> PLAIN =
      Set.of(
          "source.ip",
          "remote.ip",
          "source.namespace",
          "source.serviceAccount",
          "source.principal",
          "source.trustDomain",
          "request.auth.principal",
          "request.auth.audiences",
          "request.auth.presenter",
          "destination.ip",
          "destination.port",
          "connection.sni");

  private final Findings findings;

  AuthorizationConditionRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields when) {
    String key = when.string("key", "");
    boolean empty = when.strings("values").isEmpty() && when.strings("notValues").isEmpty();
    if (key.isEmpty()) {
      findings.errorIf(
          when.has("key"), when, "key", "`key` must not be empty", "name an attribute");
    } else if (empty) {
      String message = "at least one of `values` or `notValues` must be set for key " + key;
      findings.error(when, message, "add values");
    } else {
      fault(key).ifPresentOrElse(message -> key(when, key, message), () -> values(when, key));
    }
  }

  private void key(Fields when, String key, String fault) {
    String hint = Nearest.hint(key, PLAIN, "write request.headers[NAME], for one");
    findings.error(when, "key", "invalid `value` for `key` " + key + ": " + fault, hint);
  }

  private static Optional<String> fault(String key) {
    if (PLAIN.contains(key)) {
      return Optional.empty();
    }
    if (Stream.of("request.headers", "request.auth.claims", "experimental.envoy.filters.")
        .anyMatch(key::startsWith)) {
      int open = key.indexOf('[');
      boolean named = key.endsWith("]") && open > 0 && open < key.length() - 2;
      return named
          ? Optional.empty()
          : Optional.of("bad key (" + key + "): should have format a[b]");
    }
    if (key.startsWith("destination.labels")) {
      return Optional.of("attribute " + key + " is replaced by the workload selector");
    }
    return Optional.of(
        switch (key) {
          case "destination.namespace" ->
              "attribute " + key + " is replaced by the metadata.namespace";
          case "destination.name", "destination.user" ->
              "deprecated attribute " + key + ": only supported in v1alpha1";
          default -> "unknown attribute: " + key;
        });
  }

  private void values(Fields when, String key) {
    for (String field : Set.of("values", "notValues")) {
      for (String value : when.strings(field)) {
        Optional<String> fault =
            switch (key) {
              case "source.ip", "remote.ip", "destination.ip" ->
                  AuthorizationValues.address(key, value);
              case "source.serviceAccount" -> AuthorizationValues.serviceAccount(key, value);
              case "source.trustDomain" -> AuthorizationValues.wildcard(key, value);
              case "destination.port" -> AuthorizationValues.port(key, value);
              default -> AuthorizationValues.notEmpty(key, value);
            };
        String place = "invalid `" + field.substring(0, field.length() - 1) + "` for `key` ";
        findings.refuse(
            when, field, value, fault.map(f -> place + key + ": " + f), "write another value");
      }
    }
  }
}
