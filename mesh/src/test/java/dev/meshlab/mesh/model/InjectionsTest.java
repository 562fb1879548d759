package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.model.security.Injection;
import dev.meshlab.mesh.model.security.InjectionRefusal;
import dev.meshlab.mesh.model.security.Injections;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    assertThat(injections.of("shop", labels(pod), InjectionRefusal.NONE)).isEqualTo(expected);
  }

  /** A label of the same name overrides the annotation, whatever it says. */
  @ParameterizedTest
  @CsvSource({
    "shop, '', 'hostNetwork: true,', '', HOST_NETWORK",
    "shop, sidecar.istio.io/inject=true, 'hostNetwork: true,', '', HOST_NETWORK",
    "shop, '', '', 'false', REFUSED_BY_ANNOTATION",
    "shop, sidecar.istio.io/inject=true, '', 'false', ASKED_BY_POD",
    "shop, sidecar.istio.io/inject=on, '', 'false', ENABLED_IN_NAMESPACE",
    "shop, '', '', 'true', ENABLED_IN_NAMESPACE",
    "kube-system, sidecar.istio.io/inject=true, '', '', IGNORED_NAMESPACE",
  })
  void podHasNoneForOtherReasonsThanLabels(
      String namespace, String pod, String spec, String annotation, Injection expected) {
    Mesh mesh =
        Meshes.of(
            "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}",
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: p
              namespace: %s
              labels: {%s}
              annotations: {sidecar.istio.io/inject: '%s'}
            spec: {%s containers: [{name: c, image: i}]}
            """
                .formatted(namespace, pod.replaceAll("=(.*)", ": '$1'"), annotation, spec));

    assertThat(mesh.pods()).extracting(mesh::injection).containsExactly(expected);
    assertThat(mesh.pods())
        .extracting(each -> mesh.injection(ClientWorkload.of(each)))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ENABLED_IN_NAMESPACE",
    "sidecar, ENABLED_IN_NAMESPACE",
    "'sidecar, custom', ENABLED_IN_NAMESPACE",
    "grpc-agent, OTHER_TEMPLATE"
  })
  void podMayHaveAnotherTemplateThanThatOfSidecars(String templates, Injection expected) {
    Mesh mesh =
        Meshes.of(
            "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}",
            "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop, annotations: {inject.istio.io/templates: '%s'}}, spec: {containers: [{name: c, image: i}]}}"
                .formatted(templates));

    assertThat(mesh.pods()).extracting(mesh::injection).containsExactly(expected);
  }

  private static Map<String, String> labels(String text) {
    return Pattern.compile("([^=, ]+)=([^, ]+)")
        .matcher(text)
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
  }

  /** In the output of a live cluster; the pod of a gateway is a proxy, and no sidecar is in it. */
  @ParameterizedTest
  @CsvSource({
    // containers of the pod, and of another one; the address of the pod
    "app, 'app, istio-proxy', 10.0.0.1, RUNS_WITHOUT",
    "'app, istio-proxy', 'app, istio-proxy', 10.0.0.1, ENABLED_IN_NAMESPACE",
    "app, app, 10.0.0.1, ENABLED_IN_NAMESPACE",
    "app, istio-proxy, 10.0.0.1, ENABLED_IN_NAMESPACE",
    "app, 'app, istio-proxy', '', ENABLED_IN_NAMESPACE",
  })
  void podThatRunsWithoutASidecarHasNoneWhereOthersHaveOne(
      String own, String other, String ip, Injection expected) {
    Mesh mesh =
        Meshes.of(
            "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}",
            running("own", own, ip),
            running("other", other, "10.0.0.2"));

    assertThat(mesh.injection(mesh.pods().get(0))).isEqualTo(expected);
  }

  private static String running(String name, String containers, String ip) {
    String list =
        Stream.of(containers.split(", "))
            .map("{name: %s, image: i}"::formatted)
            .collect(Collectors.joining(", "));
    String status = ip.isEmpty() ? "" : ", status: {phase: Running, podIP: " + ip + "}";
    return "{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: shop}, spec: {containers: [%s]}%s}"
        .formatted(name, list, status);
  }
}
