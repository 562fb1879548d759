package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Eight times as many apps take eight times the work, whatever the apps have or lack. Work is
 * counted in the bytes that this thread allocates: every step allocates some, and no load of the
 * machine changes how many.
 */
class GrowthTest {

  private static final int FEW = 25;
  private static final int TIMES = 8;

  /**
   * The ratio for work that grows linearly, with a margin. A fixed part makes the ratio smaller
   * than {@link #TIMES}; work that grows faster makes it larger.
   */
  private static final double LINEAR = 1.1 * TIMES;

  /**
   * The manifests of each app, with its name for {@code @} and a number of its own for {@code #}.
   */
  private static final String APP =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: @, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: @}}
        template:
          metadata: {labels: {app: @, version: v1}}
          spec: {containers: [{name: server, image: x, ports: [{name: grpc, containerPort: 7100}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: @, namespace: shop}
      spec: {selector: {app: @}, ports: [{name: grpc, port: 7100, targetPort: grpc}]}
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: @, namespace: shop}
      spec:
        host: @.shop.svc.cluster.local
        trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}, outlierDetection: {interval: 5s}}
        subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: @, namespace: shop}
      spec:
        hosts: [@.shop.svc.cluster.local]
        gateways: [mesh]
        http:
        - match: [{headers: {x-canary: {exact: "true"}}}]
          route: [{destination: {host: @, subset: v2}}]
        - route:
          - {destination: {host: @, subset: v1}, weight: 90}
          - {destination: {host: @, subset: v2}, weight: 20}
      """;

  private static final String GATEWAY_AND_ROOT =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: @, namespace: shop}
      spec:
        selector: {istio: ingressgateway}
        servers: [{hosts: [@.example.com], port: {name: http, number: 80, protocol: HTTP}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: root-@, namespace: shop}
      spec:
        hosts: [@, @.example.com]
        gateways: [@, mesh]
        http: [{match: [{uri: {prefix: /a}}], delegate: {name: @}}, {delegate: {name: @x}}]
      """;

  private static final String FILTER_PEER_AND_GRPC_ROUTE =
      """
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: {name: @, namespace: shop}
      spec:
        configPatches:
        - applyTo: CLUSTER
          match: {cluster: {service: @.shop.svc.cluster.local}}
          patch: {operation: MERGE, value: {connect_timeout: 3s}}
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: {name: @, namespace: shop}
      spec: {selector: {matchLabels: {app: @}}, mtls: {mode: PERMISSIVE}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: {name: @, namespace: shop}
      spec:
        parentRefs: [{group: "", kind: Service, name: @}, {name: @}]
        rules: [{backendRefs: [{name: @x, port: 7100}]}]
      """;

  private static final String SECOND_RULES =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: z-@, namespace: shop}
      spec: {host: @, trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true}}}}
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: z-@, namespace: shop}
      spec: {hosts: [@], http: [{route: [{destination: {host: @}}]}]}
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: refused-@, namespace: shop}
      spec: {host: other-@, trafficPolicy: {loadBalancer: {simple: FASTEST}}}
      """;

  static Stream<Arguments> apps() {
    return Stream.of(
        Arguments.of(
            "namespaces and ports of their own",
            APP.replace("shop", "shop-@").replace("7100", "#").replace("name: grpc, p", "p")),
        Arguments.of(
            "hosts, destinations and Gateways that do not exist",
            APP.replace("@.shop.svc", "@x.shop.svc")
                .replace("{host: @", "{host: @y")
                .replace("[mesh]", "[@, mesh]")),
        Arguments.of(
            "wildcards for hosts", APP.replace("@.shop.svc.cluster.local", "'*.@.example.com'")),
        Arguments.of(
            "Services without pods", APP.replace("selector: {app: @}", "selector: {app: @x}")),
        Arguments.of(
            "Gateways and delegates",
            APP.replace("hosts: [@.shop.svc.cluster.local]", "").replace("gateways: [mesh]", "")
                + "---\n"
                + GATEWAY_AND_ROOT),
        Arguments.of(
            "EnvoyFilters, PeerAuthentications and GRPCRoutes",
            APP + "---\n" + FILTER_PEER_AND_GRPC_ROUTE),
        Arguments.of("two rules of each kind, and errors", APP + "---\n" + SECOND_RULES));
  }

  /** Classes load, and caches fill, before anything is counted. */
  @BeforeAll
  static void warmUp() {
    apps().forEach(app -> explained(String.valueOf(app.get()[1]), 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("apps")
  void workGrowsAsTheManifestsDo(String has, String app) {
    long few = explained(app, FEW);
    long many = explained(app, FEW * TIMES);

    assertThat((double) many / few).isLessThan(LINEAR);
  }

  /** The bytes that reading and explaining this number of apps take. */
  private static long explained(String app, int apps) {
    String yaml =
        IntStream.range(0, apps)
            .mapToObj(i -> app.replace("@", "app-" + i).replace("#", String.valueOf(1024 + i)))
            .collect(Collectors.joining("---\n"));
    long before = allocated();
    ManifestSet manifests = Manifests.parse("m.yaml", yaml);
    Explanation explanation = Explanation.of(manifests, Meshes.CLIENT);
    long took = allocated() - before;
    assertThat(explanation.fields()).hasSizeGreaterThan(10 * apps);
    return took;
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
