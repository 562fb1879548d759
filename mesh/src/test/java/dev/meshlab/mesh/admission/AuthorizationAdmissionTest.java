package dev.meshlab.mesh.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The answers of Istio's webhook and the CRD's own rules to an AuthorizationPolicy: each row of the
 * tables is one spec, with the message that refuses it.
 */
class AuthorizationAdmissionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "action: DENY | DENY action without `rules` is meaningless",
        "action: DENY, rules: [] | DENY action without `rules` is meaningless",
        "action: CUSTOM, provider: {name: a} | CUSTOM action without `rules` is meaningless",
        "action: CUSTOM, rules: [{}] | `provider.name` must not be empty",
        "action: CUSTOM, provider: {name: ''}, rules: [{}] | `provider.name` must not be empty",
        "provider: {name: a} | `provider` must not be with non CUSTOM action, found ALLOW",
        "selector: {matchLabels: {a: 'b*'}} | wildcard",
        "selector: {}, targetRef: {kind: Service, name: a} | only one of targetRefs or selector",
        "targetRef: {kind: Service, name: a}, targetRefs: [] | only one of targetRefs or selector",
        "targetRefs: [{kind: Pod, name: a}] | targetRef must be to one of",
        "targetRefs: [{group: networking.istio.io, kind: Gateway, name: a}] | must be to one of",
        "targetRefs: [{kind: Service, name: a, namespace: b}] | cross namespace referencing",
        "targetRefs: [{kind: Service, name: ''}] | name",
      })
  void refusesAPolicy(String spec, String reason) {
    assertRefused("", spec, reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "from: [{}] | `from.source` must not be nil",
        "from: [{source: {}}] | `from.source` must not be empty",
        "from: [{source: {principals: []}}] | `from.source` must not be empty",
        "from: [{source: {serviceAccounts: [a], namespaces: [b]}}] | Cannot set serviceAccounts",
        "from: [{source: {notServiceAccounts: [a], notPrincipals: []}}] | Cannot set serviceAcc",
        "from: [{source: {principals: ['']}}] | empty value not allowed, found in Principals",
        "from: [{source: {notNamespaces: ['']}}] | not allowed, found in NotNamespaces",
        "from: [{source: {requestPrincipals: ['']}}] | found in RequestPrincipals",
        "from: [{source: {serviceAccounts: ['a*']}}] | wildcard not allowed, found in ServiceAcc",
        "from: [{source: {serviceAccounts: [a/b/c]}}] | expected format 'serviceAccount' or",
        "from: [{source: {serviceAccounts: [/a]}}] | expected format 'serviceAccount' or",
        "from: [{source: {notServiceAccounts: [a/]}}] | expected format 'serviceAccount' or",
        "from: [{source: {trustDomains: ['a*b']}}] | wildcard is only allowed at the start or end",
        "from: [{source: {trustDomains: ['*a*']}}] | at most one wildcard is allowed",
        "from: [{source: {notTrustDomains: [a/b]}}] | trust domain must not contain '/'",
        "from: [{source: {ipBlocks: [1.2.3]}}] | bad IP address (1.2.3)",
        "from: [{source: {notRemoteIpBlocks: [1.2.3.4/33]}}] | bad CIDR range (1.2.3.4/33)",
        "to: [{}] | `to.operation` must not be nil",
        "to: [{operation: {}}] | `to.operation` must not be empty",
        "to: [{operation: {paths: ['']}}] | empty value not allowed, found in Paths",
        "to: [{operation: {notHosts: ['']}}] | empty value not allowed, found in NotHosts",
        "to: [{operation: {ports: ['70000']}}] | bad port (70000)",
        "to: [{operation: {notPorts: [http]}}] | bad port (http)",
        "to: [{operation: {paths: ['/{**}/{*}']}}] | {**} is not the last operator",
        "to: [{operation: {paths: ['/{x}/a']}}] | Contains '{' or '}' beyond a supported path",
        "to: [{operation: {notPaths: ['/a{*}']}}] | Contains '{' or '}' beyond a supported path",
        "to: [{operation: {paths: ['/{*}/a*b']}}] | Contains segment a*b with invalid string",
        "when: [{key: '', values: [a]}] | `key` must not be empty",
        "when: [{key: source.ip}] | at least one of `values` or `notValues` must be set for key",
        "when: [{key: source.ip, values: [a]}] | invalid `value` for `key` source.ip: bad IP",
        "when: [{key: remote.ip, notValues: [a/8]}] | invalid `notValue` for `key` remote.ip",
        "when: [{key: destination.port, values: [a]}] | bad port (a)",
        "when: [{key: source.serviceAccount, values: ['*']}] | wildcard not allowed",
        "when: [{key: source.trustDomain, values: ['a*b']}] | wildcard is only allowed at the",
        "when: [{key: source.namespace, values: ['']}] | empty value not allowed",
        "when: [{key: source.user, values: [a]}] | unknown attribute: source.user",
        "when: [{key: destination.name, values: [a]}] | deprecated attribute destination.name",
        "when: [{key: destination.namespace, values: [a]}] | replaced by the metadata.namespace",
        "when: [{key: 'destination.labels[a]', values: [a]}] | replaced by the workload selector",
        "when: [{key: request.headers, values: [a]}] | should have format a[b]",
        "when: [{key: 'request.headers[]', values: [a]}] | should have format a[b]",
        "when: [{key: 'request.auth.claims[a', values: [a]}] | should have format a[b]",
        "when: [{key: experimental.envoy.filters.a, values: [a]}] | should have format a[b]",
      })
  void refusesARule(String rule, String reason) {
    assertRefused("", "rules: [{%s}]".formatted(rule), reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "from: [{source: {namespaces: [a]}}] | From.Namespaces is currently not supported with",
        "from: [{source: {notRequestPrincipals: [a]}}] | From.NotRequestPrincipals is currently",
        "when: [{key: source.principal, values: [a]}] | source.principal is currently not",
        "when: [{key: 'request.auth.claims[a]', values: [a]}] | is currently not supported",
      })
  void refusesARuleThatAProviderCannotHave(String rule, String reason) {
    assertRefused("", "action: CUSTOM, provider: {name: a}, rules: [{%s}]".formatted(rule), reason);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'yes' | rules: [{}] | with invalid value (yes)",
        "'true' | action: AUDIT | currently only supports action ALLOW/DENY, found action AUDIT",
      })
  void refusesADryRun(String value, String spec, String reason) {
    String annotations = ", annotations: {istio.io/dry-run: \"%s\"}".formatted(value);
    assertRefused(annotations, spec, reason);
  }

  @ParameterizedTest(name = "more than {1} {0}")
  @CsvSource({"serviceAccounts, 16", "notServiceAccounts, 16"})
  void refusesLongLists(String field, int most) {
    String values =
        IntStream.rangeClosed(0, most)
            .mapToObj(String::valueOf)
            .map("a%s"::formatted)
            .collect(Collectors.joining(", "));

    assertRefused(
        "",
        "rules: [{from: [{source: {%s: [%s]}}]}]".formatted(field, values),
        "must have at most " + most + " items");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "action: AUDIT",
        "rules: [{from: [], to: [], when: []}]",
        "selector: {}, rules: [{}]",
        "targetRefs: [{group: core, kind: Service, name: a}, {kind: Service, name: b}]",
        "rules: [{to: [{operation: {paths: ['/a*b', '*', '/{*}/b/{**}/c/', '/{**}']}}]}]",
        "rules: [{from: [{source: {ipBlocks: ['10.0.0.1/8', '::1', 'fe80::%1', '2001:db8::/32']}}]}]",
        "rules: [{from: [{source: {principals: ['a*b', '*'], trustDomains: ['*.b']}}]}]",
        "rules: [{when: [{key: 'request.headersX[a]', values: ['a']}]}]",
        "rules: [{when: [{key: source.trustDomain, values: [a/b]}]}]",
        "rules: [{to: [{operation: {ports: ['0', '065535']}}]}]",
      })
  void acceptsWhatIstioAccepts(String spec) {
    assertThat(errors("", spec.equals("{}") ? "" : spec)).isEmpty();
  }

  private static void assertRefused(String metadata, String spec, String reason) {
    assertThat(errors(metadata, spec))
        .extracting(Diagnostic::toString)
        .hasSize(1)
        .allMatch(problem -> problem.contains(reason), "contains " + reason)
        .allMatch(problem -> problem.startsWith("f.yaml:1: "));
  }

  private static List<Diagnostic> errors(String metadata, String spec) {
    String text =
        "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: x%s}, spec:"
            + " {%s}}";
    return Manifests.parse("f.yaml", text.formatted(metadata, spec)).problems().stream()
        .filter(Diagnostic::isError)
        .toList();
  }
}
