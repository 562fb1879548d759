package dev.meshlab.lab.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.meshlab.lab.prediction.Aborted;
import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.DecoratedPrediction;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.Limited;
import dev.meshlab.lab.prediction.Mirror;
import dev.meshlab.lab.prediction.Mirrored;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.lab.prediction.TimeLimit;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent.DenominatorType;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictorTest {

  private static final Map<Integer, String> PODS = Map.of(1, "a", 2, "b", 3, "c");

  private static final Listener HTTP =
      listener(
          Any.pack(
              HttpConnectionManager.newBuilder()
                  .setRds(Rds.newBuilder().setRouteConfigName("50051"))
                  .build()));

  private static final Any HTTP2 =
      Any.pack(
          HttpProtocolOptions.newBuilder()
              .setExplicitHttpConfig(
                  ExplicitHttpConfig.newBuilder()
                      .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance()))
              .build());

  private static Listener listener(Any filter) {
    return Listener.newBuilder()
        .setName("127.0.0.1_50051")
        .addFilterChains(
            FilterChain.newBuilder().addFilters(Filter.newBuilder().setTypedConfig(filter)))
        .build();
  }

  private static CallShape call(String path, Map<String, String> metadata) {
    return new CallShape("shop.default:50051", 50051, path, List.copyOf(metadata.entrySet()));
  }

  private static Prediction predict(Listener listener, CallShape call, Route... routes) {
    RouteConfiguration table =
        RouteConfiguration.newBuilder()
            .setName("50051")
            .setIgnorePortInHostMatching(true)
            .addVirtualHosts(
                VirtualHost.newBuilder().addDomains("shop.default").addAllRoutes(List.of(routes)))
            .build();
    Resources resources =
        new Resources(
            List.of(
                cluster("v1", LbPolicy.ROUND_ROBIN),
                cluster("v2", LbPolicy.RANDOM),
                cluster("hashed", LbPolicy.RING_HASH),
                cluster("none", LbPolicy.RANDOM)),
            List.of(
                endpoints("v1", 1, 2),
                endpoints("v2", 3),
                endpoints("hashed", 1, 2, 3),
                endpoints("none")),
            List.of(listener),
            List.of(table));
    return new Predictor(XdsClient.ENVOY, new Rotations.OfWorkers(1), resources, Reach.direct(PODS))
        .through(listener, call);
  }

  private static Cluster cluster(String name, LbPolicy policy) {
    return Cluster.newBuilder()
        .setName(name)
        .setLbPolicy(policy)
        .putTypedExtensionProtocolOptions("http", HTTP2)
        .build();
  }

  private static ClusterLoadAssignment endpoints(String name, int... ports) {
    LocalityLbEndpoints.Builder locality = LocalityLbEndpoints.newBuilder();
    for (int port : ports) {
      locality.addLbEndpoints(
          LbEndpoint.newBuilder()
              .setEndpoint(
                  Endpoint.newBuilder()
                      .setAddress(
                          Address.newBuilder()
                              .setSocketAddress(SocketAddress.newBuilder().setPortValue(port)))));
    }
    return ClusterLoadAssignment.newBuilder().setClusterName(name).addEndpoints(locality).build();
  }

  private static Route to(RouteMatch.Builder match, String cluster) {
    return Route.newBuilder()
        .setMatch(match)
        .setRoute(RouteAction.newBuilder().setCluster(cluster))
        .build();
  }

  private static RouteMatch.Builder prefix(String prefix) {
    return RouteMatch.newBuilder().setPrefix(prefix);
  }

  @Test
  void aPlainRouteBalancesOverTheEndpointsOfItsCluster() {
    assertThat(predict(HTTP, call("/s/M", Map.of()), to(prefix("/"), "v1")))
        .isEqualTo(
            new PerCall(
                List.of(new Group("v1", 1, Balancing.ROTATION, List.of("a", "b"))),
                new Rotations.OfWorkers(1)));
  }

  @Test
  void weightsCountRelativeToTheirSum() {
    Route split =
        Route.newBuilder()
            .setMatch(prefix("/"))
            .setRoute(
                RouteAction.newBuilder()
                    .setWeightedClusters(
                        WeightedCluster.newBuilder()
                            .addClusters(weight("v1", 30))
                            .addClusters(weight("v2", 10))))
            .build();

    assertThat(predict(HTTP, call("/s/M", Map.of()), split).shares().orElseThrow())
        .isEqualTo(Map.of("a", 0.375, "b", 0.375, "c", 0.25));
  }

  private static WeightedCluster.ClusterWeight weight(String cluster, int weight) {
    return WeightedCluster.ClusterWeight.newBuilder()
        .setName(cluster)
        .setWeight(UInt32Value.of(weight))
        .build();
  }

  @Test
  void theFirstRouteThatMatchesPathAndHeadersWins() {
    Route canary =
        to(
            prefix("/s/")
                .addHeaders(
                    HeaderMatcher.newBuilder()
                        .setName("x-canary")
                        .setStringMatch(StringMatcher.newBuilder().setExact("yes"))),
            "v2");
    Route rest = to(prefix("/"), "v1");

    assertThat(
            predict(HTTP, call("/s/M", Map.of("x-canary", "yes")), canary, rest)
                .shares()
                .orElseThrow())
        .containsOnlyKeys("c");
    assertThat(
            predict(HTTP, call("/s/M", Map.of("x-canary", "no")), canary, rest)
                .shares()
                .orElseThrow())
        .containsOnlyKeys("a", "b");
    assertThat(
            predict(HTTP, call("/t/M", Map.of("x-canary", "yes")), canary, rest)
                .shares()
                .orElseThrow())
        .containsOnlyKeys("a", "b");
  }

  /** Envoy and gRPC keep names of headers in lower case, whatever a file has. */
  @ParameterizedTest
  @CsvSource({"X-Canary, x-canary", "x-canary, X-Canary", "X-Canary, X-CANARY"})
  void namesOfHeadersAreComparedWithoutCase(String inTheRule, String inTheCall) {
    HeaderMatcher.Builder header =
        HeaderMatcher.newBuilder()
            .setName(inTheRule)
            .setStringMatch(StringMatcher.newBuilder().setExact("yes"));
    Route canary = to(prefix("/").addHeaders(header), "v2");

    assertThat(
            predict(HTTP, call("/s/M", Map.of(inTheCall, "yes")), canary, to(prefix("/"), "v1"))
                .servers())
        .containsExactly("c");
  }

  @Test
  void aTimeoutLimitsTheCallsOfItsRoute() {
    Route limited =
        Route.newBuilder()
            .setMatch(prefix("/"))
            .setRoute(
                RouteAction.newBuilder()
                    .setCluster("v1")
                    .setTimeout(com.google.protobuf.Duration.newBuilder().setNanos(250_000_000)))
            .build();

    assertThat(predict(HTTP, call("/s/M", Map.of()), limited))
        .isEqualTo(
            new Limited(
                TimeLimit.ofEnvoyRoute(Duration.ofMillis(250)),
                new PerCall(
                    List.of(new Group("v1", 1, Balancing.ROTATION, List.of("a", "b"))),
                    new Rotations.OfWorkers(1))));
  }

  /** In milliseconds; 0 is none. */
  @ParameterizedTest(name = "timeout {0}, perTryTimeout {1}")
  @CsvSource({"0, 100, 100", "900, 100, 100 900", "100, 900, 100", "900, 0, 900"})
  void attemptsAreLimitedWhereTheirTimeIsShorterThanThatOfTheCall(
      int timeout, int perTry, String limits) {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster("v1");
    action.setTimeout(Durations.fromMillis(timeout));
    action.getRetryPolicyBuilder().setPerTryTimeout(Durations.fromMillis(perTry));
    Route route = Route.newBuilder().setMatch(prefix("/")).setRoute(action).build();

    assertThat(predict(HTTP, call("/s/M", Map.of()), route))
        .isInstanceOfSatisfying(
            DecoratedPrediction.class,
            limited ->
                assertThat(limited.limits())
                    .extracting(limit -> String.valueOf(limit.after().toMillis()))
                    .containsExactly(limits.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "x-user, x-user, CONSISTENT_HASH",
    "X-User, x-user, CONSISTENT_HASH",
    "x-user, x-other, HASH_WITHOUT_KEY",
  })
  void aHashNeedsItsHeader(String hashed, String sent, Balancing expected) {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster("hashed");
    action.addHashPolicyBuilder().getHeaderBuilder().setHeaderName(hashed);
    Route route = Route.newBuilder().setMatch(prefix("/")).setRoute(action).build();

    assertThat(((PerCall) predict(HTTP, call("/s/M", Map.of(sent, "u1")), route)).groups())
        .extracting(Group::balancing)
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"x-user, HASH_OF_KEYS", "X-User, HASH_OF_KEYS", "x-other, HASH_WITHOUT_KEY"})
  void callsOfManyKeysHaveAPodForEach(String hashed, Balancing expected) {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster("hashed");
    action.addHashPolicyBuilder().getHeaderBuilder().setHeaderName(hashed);
    Route route = Route.newBuilder().setMatch(prefix("/")).setRoute(action).build();
    CallShape call = call("/s/M", Map.of()).keyedBy("x-user", "key-1");

    assertThat(((PerCall) predict(HTTP, call, route)).groups())
        .extracting(Group::balancing)
        .containsExactly(expected);
  }

  /** Istio's httpCookie always has a ttl, if only of 0 s. */
  @ParameterizedTest
  @CsvSource({
    "cookie, u=1, true, CONSISTENT_HASH",
    "cookie, other=1, true, HASH_OF_CONNECTION",
    "cookie, other=1, false, HASH_WITHOUT_KEY",
    "x, y, true, HASH_OF_CONNECTION"
  })
  void aHashOfACookieIsOneOfTheConnectionWhereTheCallsHaveNone(
      String name, String value, boolean ttl, Balancing expected) {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster("hashed");
    action.addHashPolicyBuilder().getCookieBuilder().setName("u");
    if (ttl) {
      action.getHashPolicyBuilder(0).getCookieBuilder().getTtlBuilder().setSeconds(60);
    }
    Route route = Route.newBuilder().setMatch(prefix("/")).setRoute(action).build();

    assertThat(((PerCall) predict(HTTP, call("/s/M", Map.of(name, value)), route)).groups())
        .extracting(Group::balancing)
        .containsExactly(expected);
  }

  /** The path of a gRPC call has no query. */
  @Test
  void noCallTakesARouteThatAsksForAQuery() {
    Route asking =
        to(prefix("/").addQueryParameters(QueryParameterMatcher.newBuilder().setName("v")), "v2");

    assertThat(predict(HTTP, call("/s/M", Map.of()), asking, to(prefix("/"), "v1")).servers())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void withoutARouteEnvoyAnswersUnimplemented() {
    assertThat(predict(HTTP, call("/s/M", Map.of()), to(prefix("/other/"), "v1")))
        .isInstanceOfSatisfying(
            EveryCallFails.class,
            failing -> assertThat(failing.status()).isEqualTo("UNIMPLEMENTED"));
  }

  @Test
  void aClusterThatIsMissingOrEmptyFailsEveryCall() {
    assertThat(predict(HTTP, call("/s/M", Map.of()), to(prefix("/"), "typo")))
        .isInstanceOf(EveryCallFails.class);
    assertThat(predict(HTTP, call("/s/M", Map.of()), to(prefix("/"), "none")))
        .isInstanceOf(EveryCallFails.class);
  }

  @Test
  void aMissingClusterIsNamedAsSuch() {
    assertThat(predict(HTTP, call("/s/M", Map.of()), to(prefix("/"), "typo")))
        .isEqualTo(new EveryCallFails("UNAVAILABLE", "typo: there is no such cluster"));
    assertThat(predict(HTTP, call("/s/M", Map.of()), to(prefix("/"), "none")))
        .isEqualTo(new EveryCallFails("UNAVAILABLE", "none: it has no ready pod"));
  }

  @Test
  void faultInjectionEndsItsPartOfTheCalls() {
    Route half = abort(50, DenominatorType.HUNDRED);
    Route some = abort(1234, DenominatorType.MILLION);
    Route all = abort(100, DenominatorType.HUNDRED);
    Route none = abort(0, DenominatorType.HUNDRED);

    assertThat(predict(HTTP, call("/s/M", Map.of()), half))
        .isInstanceOfSatisfying(
            Aborted.class,
            aborted -> {
              assertThat(aborted.share()).isEqualTo(0.5);
              assertThat(aborted.status()).isEqualTo("INTERNAL");
              assertThat(aborted.others()).isInstanceOf(PerCall.class);
            });
    assertThat(predict(HTTP, call("/s/M", Map.of()), some))
        .isInstanceOfSatisfying(
            Aborted.class, aborted -> assertThat(aborted.share()).isEqualTo(0.001234));
    assertThat(predict(HTTP, call("/s/M", Map.of()), all))
        .isEqualTo(EveryCallFails.asked("INTERNAL", "fault injection ends it"));
    assertThat(predict(HTTP, call("/s/M", Map.of()), none)).isInstanceOf(PerCall.class);
  }

  @Test
  void faultInjectionMakesNoDifferenceToCallsThatFailAlike() {
    Route half = abort(50, DenominatorType.HUNDRED, Status.Code.UNAVAILABLE);
    Route toNobody = half.toBuilder().setRoute(RouteAction.newBuilder().setCluster("none")).build();

    assertThat(predict(HTTP, call("/s/M", Map.of()), toNobody))
        .isEqualTo(new EveryCallFails("UNAVAILABLE", "none: it has no ready pod"));
  }

  @Test
  void copiesGoToMirrorsThatHavePods() {
    assertThat(predict(HTTP, call("/s/M", Map.of()), mirroredTo("v2")))
        .isEqualTo(
            new Mirrored(
                List.of(new Mirror("v2", 0.2)),
                new PerCall(
                    List.of(new Group("v1", 1, Balancing.ROTATION, List.of("a", "b"))),
                    new Rotations.OfWorkers(1))));
    assertThat(predict(HTTP, call("/s/M", Map.of()), mirroredTo("v1")))
        .isEqualTo(
            new Mirrored(
                List.of(new Mirror("v1", 0.2)),
                new PerCall(
                    List.of(new Group("v1", 1, Balancing.SHARED_ROTATION, List.of("a", "b"))),
                    new Rotations.OfWorkers(1))));
    assertThat(predict(HTTP, call("/s/M", Map.of()), mirroredTo("none")))
        .isInstanceOf(PerCall.class);
  }

  private static Route mirroredTo(String cluster) {
    RequestMirrorPolicy policy =
        RequestMirrorPolicy.newBuilder()
            .setCluster(cluster)
            .setRuntimeFraction(
                RuntimeFractionalPercent.newBuilder()
                    .setDefaultValue(
                        FractionalPercent.newBuilder()
                            .setNumerator(2000)
                            .setDenominator(DenominatorType.TEN_THOUSAND)))
            .build();
    return Route.newBuilder()
        .setMatch(prefix("/"))
        .setRoute(RouteAction.newBuilder().setCluster("v1").addRequestMirrorPolicies(policy))
        .build();
  }

  private static Route abort(int numerator, DenominatorType denominator) {
    return abort(numerator, denominator, Status.Code.INTERNAL);
  }

  private static Route abort(int numerator, DenominatorType denominator, Status.Code status) {
    HTTPFault fault =
        HTTPFault.newBuilder()
            .setAbort(
                FaultAbort.newBuilder()
                    .setGrpcStatus(status.value())
                    .setPercentage(
                        FractionalPercent.newBuilder()
                            .setNumerator(numerator)
                            .setDenominator(denominator)))
            .build();
    return to(prefix("/"), "v1").toBuilder()
        .putTypedPerFilterConfig("envoy.filters.http.fault", Any.pack(fault))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "200, UNKNOWN", "400, INTERNAL", "401, UNAUTHENTICATED", "403, PERMISSION_DENIED",
    "404, UNIMPLEMENTED", "429, UNAVAILABLE", "503, UNAVAILABLE", "500, UNKNOWN"
  })
  void aRouteThatAnswersByItselfFailsTheCall(int http, String grpc) {
    Route answer =
        Route.newBuilder()
            .setMatch(prefix("/"))
            .setDirectResponse(DirectResponseAction.newBuilder().setStatus(http))
            .build();

    assertThat(predict(HTTP, call("/s/M", Map.of()), answer))
        .isEqualTo(EveryCallFails.asked(grpc, "the route answers by itself, with HTTP " + http));
  }

  @Test
  void aTcpListenerPinsConnections() {
    Listener tcp = listener(Any.pack(TcpProxy.newBuilder().setCluster("v1").build()));

    assertThat(predict(tcp, call("/s/M", Map.of())))
        .isEqualTo(new PinnedConnections(Balancing.ROTATION, List.of("a", "b")));
  }

  private static final Any HTTP1 =
      Any.pack(
          HttpProtocolOptions.newBuilder()
              .setExplicitHttpConfig(
                  ExplicitHttpConfig.newBuilder()
                      .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance()))
              .build());

  /** A pool setting of an HTTP/1.1 port makes options, too, and they say HTTP/1.1. */
  @Test
  void envoySpeaksHttp1ToAClusterThatDoesNotSayHttp2AndNoPodAnswers() {
    for (Cluster cluster :
        List.of(
            Cluster.newBuilder().setName("v1").build(),
            Cluster.newBuilder()
                .setName("v1")
                .putTypedExtensionProtocolOptions("http", HTTP1)
                .build())) {
      Resources resources =
          new Resources(
              List.of(cluster), List.of(endpoints("v1", 1, 2)), List.of(HTTP), List.of(oneRoute()));

      assertThat(
              new Predictor(
                      XdsClient.ENVOY, new Rotations.OfWorkers(1), resources, Reach.direct(PODS))
                  .through(HTTP, call("/s/M", Map.of())))
          .isInstanceOfSatisfying(
              EveryCallFails.class, failing -> assertThat(failing.reason()).contains("HTTP/1.1"));
    }
  }

  @Test
  void grpcJavaDrawsALocalityByWeightForEachCall() {
    ClusterLoadAssignment twoZones =
        ClusterLoadAssignment.newBuilder()
            .setClusterName("v1")
            .addEndpoints(zone(2, endpoints("v1", 1, 2)))
            .addEndpoints(zone(1, endpoints("v1", 3)))
            .build();
    Resources resources =
        new Resources(
            List.of(cluster("v1", LbPolicy.ROUND_ROBIN)),
            List.of(twoZones),
            List.of(HTTP),
            List.of(oneRoute()));
    Prediction prediction =
        new Predictor(
                XdsClient.GRPC_JAVA, new Rotations.OfConnections(), resources, Reach.direct(PODS))
            .through(HTTP, call("/s/M", Map.of()));

    assertThat(((PerCall) prediction).groups())
        .extracting(Group::share, Group::uuids)
        .containsExactly(tuple(2 / 3.0, List.of("a", "b")), tuple(1 / 3.0, List.of("c")));
  }

  /** It tries the domains in their order, until one is the authority. */
  @ParameterizedTest
  @CsvSource({"shop.default.svc, false", "shop.default.svc:50051, false", "shop, true", "'', true"})
  void grpcJavaPanicsAtADomainWithAFinalDot(String authority, boolean panics) {
    RouteConfiguration.Builder routes = oneRoute().toBuilder().setIgnorePortInHostMatching(false);
    List<String> domains =
        List.of("shop.default.svc", "shop.default.svc:50051", "shop.default.svc.", "shop", "*");
    routes.getVirtualHostsBuilder(0).clearDomains().addAllDomains(domains);
    Resources resources =
        new Resources(
            List.of(cluster("v1", LbPolicy.ROUND_ROBIN)),
            List.of(endpoints("v1", 1)),
            List.of(HTTP),
            List.of(routes.build()));
    CallShape call = new CallShape(authority, 50051, "/s/M", List.of());

    assertThat(predict(XdsClient.ENVOY, resources, call)).isInstanceOf(PerCall.class);
    Prediction ofGrpc = predict(XdsClient.GRPC_JAVA, resources, call);
    assertThat(ofGrpc instanceof EveryCallFails failing && failing.status().equals("INTERNAL"))
        .isEqualTo(panics);
  }

  /** To grpc-java a header that is missing is as no value asks, also where that is inverted. */
  @Test
  void grpcJavaTakesNoInvertedMatchOfAHeaderThatIsMissing() {
    StringMatcher one = StringMatcher.newBuilder().setExact("1").build();
    RouteMatch.Builder withoutHeader =
        prefix("/")
            .addHeaders(
                HeaderMatcher.newBuilder()
                    .setName("x-debug")
                    .setStringMatch(one)
                    .setInvertMatch(true)
                    .setTreatMissingHeaderAsEmpty(true));
    RouteConfiguration.Builder routes = oneRoute().toBuilder();
    routes
        .getVirtualHostsBuilder(0)
        .clearRoutes()
        .addRoutes(to(withoutHeader, "v1"))
        .addRoutes(to(prefix("/"), "v2"));
    Resources resources =
        new Resources(
            List.of(cluster("v1", LbPolicy.ROUND_ROBIN), cluster("v2", LbPolicy.ROUND_ROBIN)),
            List.of(endpoints("v1", 1), endpoints("v2", 2)),
            List.of(HTTP),
            List.of(routes.build()));

    assertThat(predict(XdsClient.ENVOY, resources, call("/s/M", Map.of())).servers())
        .containsExactly("a");
    assertThat(predict(XdsClient.GRPC_JAVA, resources, call("/s/M", Map.of())).servers())
        .containsExactly("b");
  }

  private static Prediction predict(XdsClient client, Resources resources, CallShape call) {
    return new Predictor(client, new Rotations.OfConnections(), resources, Reach.direct(PODS))
        .through(HTTP, call);
  }

  private static RouteConfiguration oneRoute() {
    return RouteConfiguration.newBuilder()
        .setName("50051")
        .setIgnorePortInHostMatching(true)
        .addVirtualHosts(VirtualHost.newBuilder().addDomains("*").addRoutes(to(prefix("/"), "v1")))
        .build();
  }

  private static LocalityLbEndpoints zone(int weight, ClusterLoadAssignment endpoints) {
    return endpoints.getEndpoints(0).toBuilder()
        .setLoadBalancingWeight(UInt32Value.of(weight))
        .setLocality(Locality.newBuilder().setZone("zone-" + weight))
        .build();
  }

  /** istiod sends the second code with routes of the Gateway API. */
  @ParameterizedTest
  @CsvSource({
    "SERVICE_UNAVAILABLE, UNAVAILABLE",
    "INTERNAL_SERVER_ERROR, UNKNOWN",
    "NOT_FOUND, UNIMPLEMENTED"
  })
  void endsCallsToAClusterThatIsNotThereAsTheRouteSays(
      ClusterNotFoundResponseCode code, String status) {
    Route route =
        Route.newBuilder()
            .setMatch(RouteMatch.newBuilder().setPrefix("/"))
            .setRoute(
                RouteAction.newBuilder()
                    .setCluster("outbound|1||gone.default.svc.cluster.local")
                    .setClusterNotFoundResponseCode(code))
            .build();

    assertThat(predict(HTTP, call("/s/m", Map.of()), route))
        .isEqualTo(
            new EveryCallFails(status, "gone.default: there is no such Service with a port 1"));
  }
}
