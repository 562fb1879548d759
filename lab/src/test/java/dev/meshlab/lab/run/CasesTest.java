package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.explain.FieldVerdict;
import dev.meshlab.mesh.explain.Verdict;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Inputs that were made after public questions and bug reports about gRPC and Istio: for each the
 * advice that its author needs, the advice that would be false, and the causes by their ids.
 */
class CasesTest {

  private static final Path CASES = Path.of("src/test/resources/cases");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "01-source-labels | '' | no-default-route selector-of-servers",
        "03b-gateway-only-vs | 97:gateways-without-mesh | in-cluster-host",
        "04-vs-names-caller | 101:host-not-destination | no-default-route",
        "06-two-ports-one-target | 36:shared-target-port | unknown-port",
        "07-persistent-session | 29:persistent-session-label | session-affinity",
        "13-delegate-headers | 126:delegate-not-within | no-default-route",
        "18-two-vs-star-gateway | 98:grpc-path | in-cluster-host",
        "31-outlier-one-bad | 83:consecutive-errors | default-value",
        "42-passthrough-http-route | 52:passthrough-needs-tls | http-before-grpc",
        "43-gateway-grpc-to-http-port | 32:http-before-grpc | gateway-host-mismatch",
        "46-gateway-internal-host | 50:in-cluster-host | gateway-host-mismatch",
        "61-two-gateways-same-host | 43:gateway-host-taken | unknown-gateway",
      })
  void isGivenTheAdviceThatItNeedsAndNoneThatIsFalse(String input, String given, String false_) {
    List<Diagnostic> advice = explain(input).advice();

    assertThat(advice.stream().map(each -> each.line() + ":" + each.id()))
        .containsAll(words(given));
    assertThat(advice.stream().map(each -> each.id().toString()))
        .doesNotContainAnyElementsOf(words(false_));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "01-source-labels | spec.http[0].route[0].destination.subset | envoy | other-callers",
        "01-source-labels | spec.http[1].route[0].destination.host | proxyless | other-callers",
        "03b-gateway-only-vs | spec.http[0].route[0].weight | envoy | bound-to-gateways",
        "03b-gateway-only-vs | spec.http[0].route[1].weight | proxyless | bound-to-gateways",
        "13-delegate-headers | spec.http[0].match[0].uri.prefix | envoy | delegate-not-within",
        "31-outlier-one-bad | spec.trafficPolicy.outlierDetection.consecutiveErrors | envoy |"
            + " consecutive-errors",
        "42-passthrough-http-route | spec.http[0].match[0].uri.prefix | gateway |"
            + " passthrough-needs-tls",
        "42-passthrough-http-route | spec.http[0].match[0].uri.prefix | envoy | bound-to-gateways",
        "61-two-gateways-same-host | spec.servers[0].tls.credentialName | gateway |"
            + " gateway-host-taken",
        "61-two-gateways-same-host | spec.http[0].match[0].uri.prefix | gateway |"
            + " gateway-host-taken",
      })
  void ignoredFieldHasItsCause(String input, String path, String plane, String cause) {
    Stream<FieldVerdict> ignored =
        explain(input).fields().stream()
            .filter(field -> field.path().equals(path))
            .filter(field -> field.plane().toString().equals(plane))
            .filter(field -> field.verdict() == Verdict.IGNORED);

    assertThat(ignored).extracting(field -> String.valueOf(field.cause())).contains(cause);
  }

  @Test
  void refusedPortIsCorrectedToThatOfTheService() {
    assertThat(explain("51-port-name-destination").problems())
        .filteredOn(problem -> problem.path().endsWith(".number"))
        .extracting(Diagnostic::fix)
        .containsExactly("write number: 31001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"31-outlier-one-bad"})
  void correctionKeepsNoOldName(String input) {
    assertThat(explain(input).advice())
        .extracting(Diagnostic::fix)
        .noneMatch(fix -> fix.contains("consecutiveErrors"));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static Explanation explain(String input) {
    ManifestSet manifests = Manifests.read(List.of(CASES.resolve(input + ".yaml")));
    return Explanation.of(manifests, Clients.of(Mesh.of(manifests)));
  }
}
