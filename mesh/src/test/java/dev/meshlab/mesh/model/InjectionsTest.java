package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.model.security.Injection;
import dev.meshlab.mesh.model.security.Injections;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The choice of istio's injection webhooks (manifests/charts/istio-control, mutatingwebhook). */
class InjectionsTest {

  @ParameterizedTest
  @CsvSource({
    // the namespace's labels, or - where it is not shown; the pod's labels; the reason
    "-, '', PRESUMED",
    "-, sidecar.istio.io/inject=false, REFUSED_BY_POD",
    "'', '', NOT_ASKED_FOR",
    "'', sidecar.istio.io/inject=true, ASKED_BY_POD",
    "'', istio.io/rev=canary, ASKED_BY_POD",
    "istio-injection=enabled, '', ENABLED_IN_NAMESPACE",
    "istio-injection=enabled, sidecar.istio.io/inject=false, REFUSED_BY_POD",
    "istio-injection=disabled, '', DISABLED_IN_NAMESPACE",
    "istio-injection=disabled, sidecar.istio.io/inject=true, DISABLED_IN_NAMESPACE",
    "istio.io/rev=canary, '', ENABLED_IN_NAMESPACE",
    "istio.io/dataplane-mode=ambient, '', AMBIENT_NAMESPACE",
    "istio.io/dataplane-mode=ambient, sidecar.istio.io/inject=true, ASKED_BY_POD",
  })
  void podHasASidecarByItsOwnLabelsAndItsNamespaces(
      String namespace, String pod, Injection expected) {
    Injections injections =
        new Injections(namespace.equals("-") ? Map.of() : Map.of("shop", labels(namespace)));

    assertThat(injections.of("shop", labels(pod))).isEqualTo(expected);
  }

  private static Map<String, String> labels(String text) {
    return Pattern.compile("([^=, ]+)=([^, ]+)")
        .matcher(text)
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
  }
}
