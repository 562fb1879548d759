package dev.meshlab.mesh.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller in namespace web, a gRPC Service in namespace shop, and one more rule. */
class CausesTest {

  private static final ClientWorkload CLIENT =
      new ClientWorkload("web", Map.of("app", "front"), Locality.UNKNOWN);

  private static final String SERVICE =
      "{apiVersion: v1, kind: Service, metadata: {name: shop, namespace: shop}, spec: {selector: {app: shop}, ports: [{name: %s, port: 80}]}}";

  private static final String RANDOM = "trafficPolicy: {loadBalancer: {simple: RANDOM}}";

  private static String rule(String kind, String namespace, String name, String spec) {
    return "{apiVersion: networking.istio.io/v1, kind: %s, metadata: {name: %s, namespace: %s}, spec: {%s}}"
        .formatted(kind, name, namespace, spec);
  }

  /** The cause that is named for the envoy plane; none where the field is honoured. */
  private static String cause(String field, String... manifests) {
    return Explanation.of(Meshes.manifests(manifests), CLIENT).fields().stream()
        .filter(verdict -> verdict.plane() == Plane.ENVOY && verdict.ofRule())
        .filter(verdict -> verdict.path().contains(field))
        .map(verdict -> verdict.cause() == null ? "-" : verdict.cause().toString())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shop         | ''                      | -
          shop         | 'exportTo: [.],'        | not-exported
          shop         | 'exportTo: [billing],'  | not-exported
          shop         | 'exportTo: [web],'      | -
          web          | 'exportTo: [.],'        | -
          infra        | ''                      | replaced-rule
          istio-system | ''                      | -
          """)
  void aPolicyIsLookedUpInThreeNamespaces(String namespace, String exportTo, String cause) {
    String spec = exportTo + " host: shop.shop.svc.cluster.local, " + RANDOM;

    assertThat(
            cause(
                "loadBalancer",
                rule("DestinationRule", namespace, "it", spec),
                SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({"web, replaced-rule", "istio-system, -"})
  void aPolicyOfTheCallersNamespaceReplacesThatOfTheService(String other, String cause) {
    String host = "host: shop.shop.svc.cluster.local, ";

    assertThat(
            cause(
                "loadBalancer",
                rule("DestinationRule", "shop", "it", host + RANDOM),
                rule("DestinationRule", other, "other", host),
                SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hosts: [shop]                          | -
          'hosts: [shop], exportTo: [.]'         | not-exported
          'hosts: ["*.shop.svc.cluster.local"]'  | -
          """)
  void aRouteIsForThoseWhoSeeIt(String spec, String cause) {
    String http = ", http: [{timeout: 1s, route: [{destination: {host: shop}}]}]";

    assertThat(
            cause(
                "timeout",
                rule("VirtualService", "shop", "it", spec + http),
                SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({"'', -", "'exportTo: [.], ', not-exported", "'exportTo: [shop], ', -"})
  void aDelegateIsForRulesThatSeeIt(String exportTo, String cause) {
    String http =
        "http: [{timeout: 1s, route: [{destination: {host: shop.shop.svc.cluster.local}}]}]";

    assertThat(
            cause(
                "timeout",
                rule("VirtualService", "team", "it", exportTo + http),
                rule(
                    "VirtualService",
                    "shop",
                    "root",
                    "hosts: [shop], http: [{delegate: {name: it, namespace: team}}]"),
                SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({"'', replaced-rule", "'exportTo: [billing],', -"})
  void aRouteOfAWildcardIsReplacedByThatOfAName(String exportTo, String cause) {
    String http = "http: [{timeout: 1s, route: [{destination: {host: shop}}]}]";

    assertThat(
            cause(
                "timeout",
                rule(
                    "VirtualService", "shop", "it", "hosts: ['*.shop.svc.cluster.local'], " + http),
                rule("VirtualService", "shop", "name", exportTo + "hosts: [shop], " + http),
                SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "grpc, tcp, other-protocol",
    "tcp, tcp, -",
    "grpc, http, -",
    "tcp, http, other-protocol"
  })
  void aRouteIsForPortsOfItsProtocol(String port, String section, String cause) {
    String spec = "hosts: [shop], %s: [{route: [{destination: {host: shop}}]}]".formatted(section);

    assertThat(
            cause(
                "destination.host",
                rule("VirtualService", "shop", "it", spec),
                SERVICE.formatted(port)))
        .isEqualTo(cause);
  }

  /** The caller is at no known locality. */
  @ParameterizedTest
  @CsvSource({"distribute, r1/*, {r1/*: 100}, other-callers", "distribute, *, {r1/*: 100}, -"})
  void anEntryOfLocalitiesIsForCallersOfAPlace(
      String setting, String from, String to, String cause) {
    String policy =
        "host: shop, trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {%s: [{from: '%s', to: %s}]}}}"
            .formatted(setting, from, to.replace("r1/*", "'r1/*'"));

    assertThat(
            cause("].to", rule("DestinationRule", "shop", "it", policy), SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({"80, -", "8080, unknown-port"})
  void aMatchIsForAPortOfTheHosts(int port, String cause) {
    String spec =
        "hosts: [shop], http: [{match: [{port: %d}], timeout: 1s, route: [{destination: {host: shop}}]}]"
            .formatted(port);

    assertThat(
            cause("timeout", rule("VirtualService", "shop", "it", spec), SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'targetRefs: [{kind: Gateway, group: gateway.networking.k8s.io, name: w}]' | for-waypoints
          'targetRefs: [{kind: Service, group: "", name: shop}]'                     | for-waypoints
          """)
  void aPolicyMayBeForWaypoints(String target, String cause) {
    String policy =
        "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it, namespace: shop}, spec: {%s, action: DENY, rules: [{}]}}"
            .formatted(target);

    assertThat(cause("action", policy, SERVICE.formatted("grpc"))).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({"istio-waypoint, for-waypoints", "istio, bound-to-gateways"})
  void aGatewayMayBeAWaypoint(String gatewayClass, String cause) {
    String gateway =
        "{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: it, namespace: shop}, spec: {gatewayClassName: %s, listeners: [{name: http, port: 80, protocol: HTTP}]}}"
            .formatted(gatewayClass);

    assertThat(cause("gatewayClassName", gateway, SERVICE.formatted("grpc"))).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({"app: shop, -", "app: shpo, no-such-pods", "app: plain, no-such-pods"})
  void aPolicyIsForPodsWithSidecars(String labels, String cause) {
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: shop, labels: {app: %1$s}, annotations: {sidecar.istio.io/inject: '%s'}}, spec: {containers: [{name: c, image: i}]}}";
    String policy =
        "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: it, namespace: shop}, spec: {selector: {matchLabels: {%s}}, mtls: {mode: STRICT}}}"
            .formatted(labels);

    assertThat(
            cause(
                "mtls",
                policy,
                pod.formatted("shop", "true"),
                pod.formatted("plain", "false"),
                SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "SIDECAR_INBOUND, app: shop, not-honoured",
    "SIDECAR_INBOUND, app: shpo, no-such-pods",
    "SIDECAR_OUTBOUND, app: front, not-honoured",
    "SIDECAR_OUTBOUND, app: shop, other-callers"
  })
  void aPatchIsForTheProxiesOfItsSide(String context, String labels, String cause) {
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: shop, namespace: shop, labels: {app: shop}}, spec: {containers: [{name: c, image: i}]}}";
    String filter =
        "workloadSelector: {labels: {%s}}, configPatches: [{applyTo: LISTENER, match: {context: %s}, patch: {operation: MERGE, value: {traffic_direction: INBOUND}}}]"
            .formatted(labels, context);
    String namespace = context.equals("SIDECAR_INBOUND") ? "shop" : "web";

    assertThat(
            cause(
                "applyTo",
                rule("EnvoyFilter", namespace, "it", filter).replace("/v1,", "/v1alpha3,"),
                pod,
                SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mirror.host   | 'mirror: {host: shop}, mirrorPercentage: {value: 0}'         | no-share
          mirrors       | 'mirrors: [{destination: {host: shop}, percentage: {value: 0}}]' | no-share
          mirror.host   | 'mirror: {host: shop}, mirrorPercentage: {value: 1}'         | -
          """)
  void aPartOfARouteMayBeForNoneOfTheCalls(String field, String part, String cause) {
    String http = "hosts: [shop], http: [{%s, route: [{destination: {host: shop}}]}]";

    assertThat(
            cause(
                field,
                rule("VirtualService", "shop", "it", http.formatted(part)),
                SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({"v1, -", "v2, unused-subset"})
  void aSubsetNeedsARoute(String used, String cause) {
    String subsets = "host: shop, subsets: [{name: v1, labels: {version: v1}, " + RANDOM + "}]";
    String http = "hosts: [shop], http: [{route: [{destination: {host: shop, subset: %s}}]}]";

    assertThat(
            cause(
                "loadBalancer",
                rule("DestinationRule", "shop", "it", subsets),
                rule("VirtualService", "shop", "route", http.formatted(used)),
                SERVICE.formatted("grpc")))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.example.com", "'*.example.com'"})
  void aPolicyMayBeForAHostThatTheLabDoesNotPlay(String host) {
    String entry =
        "hosts: [api.example.com], resolution: DNS, ports: [{number: 80, name: grpc, protocol: GRPC}]";

    assertThat(
            cause(
                "loadBalancer",
                rule("DestinationRule", "shop", "it", "host: %s, ".formatted(host) + RANDOM),
                rule("ServiceEntry", "shop", "entry", entry)))
        .isEqualTo("not-honoured");
  }
}
