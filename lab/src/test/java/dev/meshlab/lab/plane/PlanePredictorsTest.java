package dev.meshlab.lab.plane;

import static dev.meshlab.lab.Meshes.CLIENT;
import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.mesh.explain.Reasons;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One mesh, and what each plane is expected to make of it. */
class PlanePredictorsTest {

  private static final Target SHOP = new Target("shop.default.svc.cluster.local", 50051);
  private static final Target OUTER = new Target("shop.example.com", 80);

  private static final String V1 = server("shop", "v1", 2);
  private static final String V2 = server("shop", "v2", 1);
  private static final String SERVICE = service("shop", "name: grpc, port: 50051");
  private static final String SUBSETS =
      rule(
          "DestinationRule",
          "shop",
          "host: shop, trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}}, subsets:"
              + " [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]");
  private static final String CANARY =
      rule("VirtualService", "canary", "hosts: [shop], http: [{route: [" + split(90, 10) + "]}]");

  private static CallsToMake calls(int workers, LbPolicy lbPolicy) {
    return new CallsToMake(List.of(SHOP), List.of(), workers, lbPolicy, 1);
  }

  private static String split(int v1, int v2) {
    return "{destination: {host: shop, subset: v1}, weight: %d}, {destination: {host: shop, subset: v2}, weight: %d}"
        .formatted(v1, v2);
  }

  @Test
  void sendsTheTenthOfACanaryWhereAProxyOrAnXdsClientRoutes() {
    Predicted predicted = new Predicted(V1, V2, SERVICE, SUBSETS, CANARY);

    assertThat(predicted.plain())
        .isEqualTo("each connection lands on one of 3 pods, at random, and stays there");
    assertThat(predicted.envoy())
        .isEqualTo(
            "90 % of the calls go to subset v1: one of 2 pods, in turn; 10 % of the calls go to"
                + " subset v2: the only pod")
        .isEqualTo(predicted.proxyless());
    assertThat(predicted.sharesOnEnvoy())
        .isEqualTo(Map.of("shop-v1-1", 0.45, "shop-v1-2", 0.45, "shop-v2-1", 0.1));
  }

  @Test
  void sendsCallsByTheirHeadersWhereAProxyOrAnXdsClientRoutes() {
    Predicted predicted =
        new Predicted(
            V1,
            V2,
            SERVICE,
            SUBSETS,
            rule(
                "VirtualService",
                "testers",
                "hosts: [shop], http: [{match: [{headers: {x-canary: {exact: 'true'}}}], route:"
                    + " [{destination: {host: shop, subset: v2}}]},"
                    + " {route: [{destination: {host: shop, subset: v1}}]}]"));

    assertThat(predicted.planes.envoy(calls(1, LbPolicy.PICK_FIRST)).looksIntoCalls()).isTrue();
    assertThat(predicted.envoy()).isEqualTo("each call goes to subset v1: one of 2 pods, in turn");
    assertThat(predicted.proxyless()).isEqualTo(predicted.envoy());

    Predicted canary = predicted.with("x-canary", "true");
    assertThat(canary.envoy()).isEqualTo("each call goes to subset v2: the only pod");
    assertThat(canary.proxyless()).isEqualTo(canary.envoy());
    assertThat(canary.plain()).isEqualTo(predicted.plain());
  }

  @Test
  void letsOnlyASidecarThroughWhereMutualTlsIsStrict() {
    Predicted predicted =
        new Predicted(
            V1,
            SERVICE,
            "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: all}, spec: {mtls: {mode: STRICT}}}");

    assertThat(predicted.plain())
        .isEqualTo(
            "every call fails with UNAVAILABLE: refused: STRICT mutual TLS of PeerAuthentication default/all, and this plane speaks"
                + " plain text");
    assertThat(predicted.proxyless())
        .startsWith("every call fails with UNAVAILABLE")
        .contains("STRICT");
    assertThat(predicted.envoy())
        .isEqualTo("each call goes to the less busy of two randomly drawn pods (2 in all)");
    assertThat(predicted.planes.envoy(calls(1, LbPolicy.PICK_FIRST)).deviations())
        .extracting(Deviation::field)
        .anyMatch(field -> field.contains("transport_socket"));
  }

  /** A DestinationRule's pool counts at the caller's proxy, and before each pod. */
  @Test
  void letsAsManyCallsThroughAtOnceAsCircuitBreakersAllow() {
    Predicted predicted =
        new Predicted(
            V1,
            SERVICE,
            rule(
                "DestinationRule",
                "shop",
                "host: shop, trafficPolicy: {connectionPool: {http: {http2MaxRequests: 5}}}"));

    assertThat(List.of(predicted.plain(), predicted.envoy(), predicted.proxyless()))
        .allMatch(sentence -> sentence.contains("a call beyond 5 under way"));
  }

  /** The sidecar before the pod knows HTTP by what the caller offers within TLS. */
  @ParameterizedTest
  @ValueSource(strings = {"grpc", "x"})
  void looksIntoCallsWhetherOrNotThePortSaysWhatItIs(String portName) {
    String policy =
        "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: all}, spec:"
            + " {rules: [{to: [{operation: {paths: ['/*']}}]}]}}";
    Predicted predicted =
        new Predicted(V1, service("shop", "name: " + portName + ", port: 50051"), policy);

    assertThat(predicted.envoy()).startsWith("each call goes to");
    assertThat(predicted.plain()).startsWith("each connection lands on");
  }

  @Test
  void letsEveryCallFailWhereThePortIsNamedHttp() {
    Predicted predicted = new Predicted(V1, service("shop", "name: http, port: 50051"));
    String byTheServersSidecar =
        "every call fails with UNAVAILABLE: the pod is spoken to in HTTP/1.1, and it speaks gRPC";

    assertThat(predicted.plain()).isEqualTo(byTheServersSidecar);
    assertThat(predicted.envoy())
        .isEqualTo(
            "every call fails with UNAVAILABLE: shop.default: its port is not declared as gRPC"
                + " or HTTP/2, so Envoy speaks HTTP/1.1 to the pods, and gRPC needs HTTP/2");
    assertThat(predicted.proxyless()).isEqualTo(byTheServersSidecar);
  }

  @Test
  void saysWhichPartOfTheCallsFailsWithoutPods() {
    Predicted predicted = new Predicted(V1, SERVICE, SUBSETS, CANARY);

    assertThat(predicted.plain()).startsWith("each connection lands on one of 2 pods");
    assertThat(predicted.envoy())
        .endsWith("10 % of the calls go to subset v2 and fail: it has no ready pod");
    assertThat(predicted.proxyless()).isEqualTo(predicted.envoy());
  }

  /** gRPC clients are given an empty cluster in place of one that does not exist. */
  @ParameterizedTest
  @CsvSource({
    "'host: shop, subset: v9', no DestinationRule that this caller sees defines this subset",
    "'host: absent', there is no such Service with a port 50051",
    "'host: shop, port: {number: 1234}', there is no such Service with a port 1234"
  })
  void saysOnEachPlaneThatADestinationDoesNotExist(String destination, String reason) {
    Predicted predicted =
        new Predicted(
            V1,
            SERVICE,
            rule(
                "VirtualService",
                "lost",
                "hosts: [shop], http: [{route: [{destination: {" + destination + "}}]}]"));

    assertThat(predicted.envoy())
        .startsWith("every call fails with UNAVAILABLE")
        .endsWith(reason)
        .isEqualTo(predicted.proxyless());
  }

  @ParameterizedTest
  @CsvSource({
    "http, 'its EndpointSlices list no endpoint at a port named grpc, but at http'",
    "grpc, it has no ready pod"
  })
  void saysWhichPortTheEndpointsOfAServiceHave(String listed, String reason) {
    Predicted predicted =
        new Predicted(
            V1,
            "{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {ports: [{name: grpc, port: 50051}]}}",
            "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: shop-1, labels: {kubernetes.io/service-name: shop}}, addressType: IPv4, endpoints: [], ports: [{name: "
                + listed
                + ", port: 50051}]}");

    assertThat(predicted.envoy()).endsWith(reason);
  }

  /** istiod decides on the caller's side by the namespace alone. */
  @Test
  void callersSpeakPlainTextWhereTheNamespaceTurnsMutualTlsOffAndAPodAsksForIt() {
    Predicted predicted =
        new Predicted(
            V1,
            SERVICE,
            "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: off-by-default}, spec: {mtls: {mode: DISABLE}}}",
            "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: shop}, spec: {selector: {matchLabels: {app: shop}}, mtls: {mode: STRICT}}}");

    assertThat(predicted.envoy())
        .contains("refused: STRICT mutual TLS of PeerAuthentication default/shop");
  }

  @Test
  void saysThatCallsAreKeptOnTheCallersNode() {
    Predicted predicted =
        new Predicted(
            "{apiVersion: v1, kind: Node, metadata: {name: one}}",
            V1,
            "{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {internalTrafficPolicy:"
                + " Local, selector: {app: shop}, ports: [{name: grpc, port: 50051}]}}");

    assertThat(predicted.envoy())
        .endsWith(
            "it keeps calls on the caller's node (internalTrafficPolicy: Local), where it has no"
                + " ready pod")
        .isEqualTo(predicted.proxyless());
  }

  @ParameterizedTest
  @CsvSource({
    "100, 'the route''s timeout, which starts after the delay of the fault'",
    "0, the route's timeout"
  })
  void startsTheRoutesTimeoutAfterTheDelayOfAFault(int percent, String setting) {
    String route =
        "fault: {delay: {percentage: {value: %d}, fixedDelay: 5s}}, timeout: 2s".formatted(percent);
    Predicted predicted =
        new Predicted(
            V1,
            SERVICE,
            rule(
                "VirtualService",
                "slow",
                "hosts: [shop], http: [{" + route + ", route: [{destination: {host: shop}}]}]"));

    assertThat(predicted.envoy()).endsWith("(" + setting + ")");
  }

  @Test
  void saysThatAnExternalNameIsNotForGrpcClients() {
    Target alias = new Target("alias.default.svc.cluster.local", 50051);
    Predicted predicted =
        new Predicted(
            V1,
            SERVICE,
            "{apiVersion: v1, kind: Service, metadata: {name: alias}, spec: {type: ExternalName,"
                + " externalName: shop.default.svc.cluster.local}}");

    assertThat(predicted.planes.proxyless().leavesOut(alias))
        .contains(
            "the Service is of type ExternalName, and istiod gives gRPC clients nothing under its"
                + " name; they would have to dial shop.default.svc.cluster.local");
  }

  @Test
  void callsOnlyByAProxyAHostThatIsNotAService() {
    Predicted predicted =
        new Predicted(
            V1,
            SERVICE,
            rule(
                "VirtualService",
                "outer",
                "hosts: [shop.example.com], http: [{route: [{destination: {host: shop}}]}]"));

    assertThat(predicted.planes.plain(List.of(OUTER), LbPolicy.PICK_FIRST).leavesOut(OUTER))
        .contains("no pod is behind this name, only a VirtualService, which needs a proxy");
    assertThat(predicted.planes.proxyless().leavesOut(OUTER))
        .contains("no Service has this name, and istiod gives gRPC clients only Services");
    assertThat(predicted.planes.envoy(calls(1, LbPolicy.PICK_FIRST)).leavesOut(OUTER)).isEmpty();
    assertThat(predicted.planes.proxyless().leavesOut(SHOP)).isEmpty();
  }

  @Test
  void failsWhereASidecarHasNoListener() {
    Predicted predicted = new Predicted(V1, SERVICE);
    Target other = new Target("other.default.svc.cluster.local", 1234);

    assertThat(
            predicted
                .planes
                .envoy(calls(1, LbPolicy.PICK_FIRST))
                .predict(other, predicted.call)
                .sentence(PodLabels.NONE))
        .isEqualTo(
            "every call fails with UNAVAILABLE: there is no listener for"
                + " other.default.svc.cluster.local:1234");
  }

  @Test
  void reportsWhereAnXdsClientIsGivenSomethingOtherThanIstioSends() {
    String maglev =
        rule(
            "DestinationRule",
            "shop",
            "host: shop, trafficPolicy: {loadBalancer: {consistentHash:"
                + " {httpHeaderName: user, maglev: {tableSize: 65537}}}}");

    assertThat(new Predicted(V1, SERVICE, maglev).planes.proxyless().deviations())
        .extracting(Deviation::field)
        .containsExactly("cluster.lb_policy MAGLEV", "listener.virtualInbound of each pod");
    assertThat(new Predicted(V1, SERVICE).planes.proxyless().deviations())
        .extracting(Deviation::field)
        .containsExactly("listener.virtualInbound of each pod");
  }

  @Test
  void notesWhatAPlaneDoesNotReadOnceItIsAsked() {
    Predicted predicted =
        new Predicted(
            V1,
            SERVICE,
            rule(
                "DestinationRule",
                "shop",
                "host: shop, trafficPolicy: {loadBalancer: {simple: RANDOM}}"));

    assertThat(predicted.unhonoured.lines(new Reasons(List.of()))).isEmpty();
    predicted.planes.envoy(calls(1, LbPolicy.PICK_FIRST));
    predicted.planes.proxyless();
    assertThat(predicted.unhonoured.lines(new Reasons(List.of())))
        .containsExactly(
            "m.yaml:5: spec.trafficPolicy.loadBalancer.simple: not honoured by proxyless: istiod's"
                + " proxyless generator emits LEAST_REQUEST, ROUND_ROBIN and consistentHash and no"
                + " other balancer: the client rotates");
  }

  /** The state of Envoy's balancer is a worker's, and that of gRPC's a channel's. */
  @Test
  void keepsARotationForEachWorkerOfEnvoyAndForEachConnectionOfAnXdsClient() {
    PlanePredictors planes = new Predicted(V1, SERVICE, SUBSETS).planes;
    CallShape call = new Predicted(V1, SERVICE).call;

    assertThat(planes.envoy(calls(3, LbPolicy.PICK_FIRST)).predict(SHOP, call))
        .isInstanceOfSatisfying(
            PerCall.class, p -> assertThat(p.rotations()).isEqualTo(new Rotations.OfWorkers(3)));
    assertThat(planes.proxyless().predict(SHOP, call))
        .isInstanceOfSatisfying(
            PerCall.class, p -> assertThat(p.rotations()).isEqualTo(new Rotations.OfConnections()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PICK_FIRST  | {destination: {host: shop}}                                | each connection lands on one of 3 pods, at random, and stays there
          ROUND_ROBIN | {destination: {host: shop}}                                | each call goes to one of 3 pods, in turn by the client
          ROUND_ROBIN | {destination: {host: shop, subset: v2}}                    | each call goes to subset v2 (version v1, v2): one of 3 pods, in turn by the client
          PICK_FIRST  | {destination: {host: shop}}, {destination: {host: other}}  | 50 % of the calls go to shop.default: the one of 3 pods that the connection was opened to; 50 % of the calls go to other.default: the only pod
          ROUND_ROBIN | {destination: {host: shop}}, {destination: {host: other}}  | 50 % of the calls go to shop.default: one of 3 pods, at random; 50 % of the calls go to other.default: the only pod
          PICK_FIRST  | {destination: {host: other}}                               | each call goes to the only pod
          """)
  void leavesTheChoiceAmongThePodsOfAHeadlessServiceToTheClient(
      LbPolicy lbPolicy, String destinations, String sentence) {
    String weighted = destinations.replace("}}", "}, weight: 50}");
    Predicted predicted =
        new Predicted(
            V1,
            V2,
            SERVICE.replace("spec: {", "spec: {clusterIP: None, "),
            SUBSETS,
            server("other", "v1", 1),
            service("other", "name: grpc, port: 50051"),
            rule("VirtualService", "all", "hosts: [shop], http: [{route: [" + weighted + "]}]"));
    TargetPredictor envoy = predicted.planes.envoy(calls(1, lbPolicy));

    assertThat(envoy.predict(SHOP, predicted.call).sentence(predicted.planes.labels()))
        .startsWith(sentence);
    assertThat(predicted.proxyless()).doesNotContain("by the client", "connection");
  }

  @Test
  void failsWhereNoPodOfAHeadlessServiceIsThereToBeDialled() {
    Predicted predicted =
        new Predicted(
            V1, SERVICE.replace("spec: {selector: {app: shop}", "spec: {clusterIP: None"));

    assertThat(predicted.envoy()).contains("UNAVAILABLE", "no pod's address was dialled");
  }

  /** Nothing else is given to pods of which a rule takes away mutual TLS one by one. */
  @Test
  void failsAtThePodOfAHeadlessServiceThatTakesNoMutualTls() {
    Predicted predicted =
        new Predicted(
            V1,
            V2,
            SERVICE.replace("spec: {", "spec: {clusterIP: None, "),
            "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: plain},"
                + " spec: {selector: {matchLabels: {version: v2}}, mtls: {mode: DISABLE}}}");

    assertThat(predicted.envoy())
        .startsWith("each connection lands on one of 3 pods, at random, and stays there")
        .contains("calls to shop-v2-1 fail with UNAVAILABLE");
  }

  /** Bytes that are passed on are the client's own, so the pods meet HTTP/2. */
  @ParameterizedTest
  @CsvSource({"grpc, each call", "tcp, each connection"})
  void letsHttp2ThroughAPortOfBytes(String name, String expected) {
    Predicted predicted = new Predicted(V1, SERVICE.replace("name: grpc", "name: " + name));

    assertThat(predicted.envoy()).startsWith(expected);
  }

  @Test
  void entersEachGatewayByTheHostsThatItOpens() {
    Predicted predicted =
        new Predicted(
            V1,
            V2,
            SERVICE,
            SUBSETS,
            rule(
                "Gateway",
                "entrance",
                "selector: {istio: gw}, servers:"
                    + " [{port: {number: 80, name: grpc, protocol: GRPC}, hosts: ['*.example.com']}]"),
            rule(
                "VirtualService",
                "outer",
                "gateways: [entrance], hosts: [shop.example.com], http: [{route: ["
                    + split(50, 50)
                    + "]}]"));
    TargetPredictor gateways = predicted.planes.gateway(1, predicted.doors());
    CallShape call = new CallShape("shop.example.com", 80, "/a.B/C", List.of());

    assertThat(gateways.predict(OUTER, call).sentence(predicted.planes.labels()))
        .isEqualTo(
            "50 % of the calls go to subset v1: one of 2 pods, in turn; 50 % of the calls go to"
                + " subset v2: the only pod");
    assertThat(gateways.deviations()).isNotEmpty().doesNotHaveDuplicates();
    assertThatThrownBy(() -> gateways.predict(SHOP, call)).hasMessageContaining(SHOP.toString());
  }

  @Test
  void knowsThePodsBehindATarget() {
    PlanePredictors planes = new Predicted(V1, V2, SERVICE, server("cart", "v1", 1)).planes;

    assertThat(planes.behind(SHOP))
        .extracting(planes.labels()::name)
        .containsExactlyInAnyOrder("shop-v1-1", "shop-v1-2", "shop-v2-1");
  }

  /** The predictions for one call. */
  private static final class Predicted {
    private final ManifestSet manifests;
    private final PlanePredictors planes;
    private final CallShape call;
    private final Unhonoured unhonoured;

    Predicted(String... documents) {
      this(Meshes.manifests(documents), List.of());
    }

    private Predicted(ManifestSet manifests, List<Map.Entry<String, String>> metadata) {
      this.manifests = manifests;
      this.unhonoured = new Unhonoured(manifests, CLIENT);
      this.call = new CallShape(SHOP.toString(), 50051, "/shop.Checkout/Pay", metadata);
      this.planes =
          new PlanePredictors(
              manifests, CLIENT, new PodAssignment(mesh(), false), List.of(SHOP), unhonoured);
    }

    Predicted with(String key, String value) {
      return new Predicted(manifests, List.of(Map.entry(key, value)));
    }

    private Mesh mesh() {
      return Mesh.of(manifests);
    }

    List<GatewayTarget> doors() {
      return GatewayTarget.of(mesh());
    }

    String plain() {
      return sentence(planes.plain(List.of(SHOP), LbPolicy.PICK_FIRST));
    }

    String envoy() {
      return sentence(planes.envoy(calls(1, LbPolicy.PICK_FIRST)));
    }

    String proxyless() {
      return sentence(planes.proxyless());
    }

    private String sentence(TargetPredictor plane) {
      return plane.predict(SHOP, call).sentence(planes.labels());
    }

    Map<String, Double> sharesOnEnvoy() {
      Prediction prediction = planes.envoy(calls(1, LbPolicy.PICK_FIRST)).predict(SHOP, call);
      Map<String, Double> shares = new TreeMap<>();
      prediction
          .shares()
          .orElseThrow()
          .forEach((uuid, share) -> shares.put(planes.labels().name(uuid), share));
      return shares;
    }
  }
}
