package dev.meshlab.mesh.translate;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static dev.meshlab.mesh.Meshes.destinationRule;
import static dev.meshlab.mesh.Meshes.service;
import static dev.meshlab.mesh.Meshes.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The results of several rules at once; the sources named in the translators are the judge. */
class RuleCombinationsTest {

  private static final String DELEGATE =
      virtualService(
          "part",
          "http: [{name: inner, match: [{uri: {prefix: /a/b}, headers: {x: {exact: z}}}],"
              + " route: [{destination: {host: server}}]}]");

  @ParameterizedTest
  @CsvSource({"'prefix: /a', outer-inner", "'prefix: /c', ''", "'exact: /a/b', ''"})
  void delegateNarrowsWhatItsRootMatches(String uri, String name) {
    String root =
        "{name: outer, timeout: 3s, match: [{uri: {%s}}], delegate: {name: part}}".formatted(uri);

    List<Route> routes = routes(DELEGATE, rule("v", root));

    assertThat(routes.get(0).getName()).isEqualTo(name.isEmpty() ? "default" : name);
    assertThat(routes.get(0).getRoute().getTimeout().getSeconds())
        .isEqualTo(name.isEmpty() ? 0 : 3);
  }

  @Test
  void ruleThatCannotMatchHereLeavesTheHostToTheNext() {
    String route = "route: [{destination: {host: server}}]";

    List<Route> routes =
        routes(
            rule("a", "{name: a, match: [{port: 80}], " + route + "}"),
            rule("b", "{name: b, " + route + "}"),
            rule("c", "{name: c, " + route + "}"));

    assertThat(routes).extracting(Route::getName).containsExactly("b");
  }

  @Test
  void privateRuleComesBeforeAPublicOne() {
    String spec = "hosts: [server], http: [{name: %s, route: [{destination: {host: server}}]}]";

    assertThat(
            routes(
                virtualService("a", spec.formatted("public")),
                virtualService("b", spec.formatted("private") + ", exportTo: [\".\"]")))
        .extracting(Route::getName)
        .containsExactly("private");
  }

  @Test
  void everyShareOfASplitBringsItsHashKey() {
    String policy =
        "host: %s, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: k}}}";
    Route route =
        routes(
                destinationRule("a", policy.formatted("server")),
                rule(
                    "v",
                    "{route: [{destination: {host: server}, weight: 1},"
                        + " {destination: {host: server, subset: v2}, weight: 2}]}"))
            .get(0);

    assertThat(route.getRoute().getHashPolicyList()).hasSize(2);
    assertThat(route.getRoute().getRetryPolicy().getRetryHostPredicateList()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void retriesMayLeaveTheHostsAndLocalitiesBefore(boolean ignore, int predicates) {
    Route route =
        routes(
                rule(
                    "v",
                    "{retries: {attempts: 2, retryIgnorePreviousHosts: %s, retryRemoteLocalities: true}, route: [{destination: {host: server}}]}"
                        .formatted(ignore)))
            .get(0);

    assertThat(route.getRoute().getRetryPolicy().getRetryHostPredicateList()).hasSize(predicates);
    assertThat(route.getRoute().getRetryPolicy().hasRetryPriority()).isTrue();
  }

  @Test
  void hostOfAServiceWithoutThePortIsServedByItsFullNameOnly() {
    Resources resources =
        translate(
            service("a", "grpc", 90),
            service("b", "grpc", 91),
            virtualService("v", "hosts: [a, b], http: [{route: [{destination: {host: a}}]}]"));

    assertThat(resources.routes().get(0).getVirtualHostsList())
        .filteredOn(host -> host.getName().startsWith("b."))
        .singleElement()
        .extracting(VirtualHost::getDomainsList)
        .isEqualTo(List.of("b.default.svc.cluster.local"));
  }

  @Test
  void tcpSectionSplitsConnections() throws InvalidProtocolBufferException {
    Resources resources =
        translate(
            service("a", "tcp", 90),
            virtualService(
                "v",
                "hosts: [a], tcp: [{match: [{port: 91}], route: [{destination: {host: x}}]},"
                    + " {route: [{destination: {host: a, subset: v1}, weight: 3},"
                    + " {destination: {host: a, subset: v2}, weight: 1}]}]"));
    TcpProxy proxy =
        resources
            .listeners()
            .get(0)
            .getFilterChains(0)
            .getFilters(0)
            .getTypedConfig()
            .unpack(TcpProxy.class);

    assertThat(proxy.getWeightedClusters().getClustersList())
        .extracting(TcpProxy.WeightedCluster.ClusterWeight::getWeight)
        .containsExactly(3, 1);
  }

  @Test
  void tlsSectionTellsConnectionsApartByTheNameTheyAskFor() {
    Resources resources =
        translate(
            service("a", "tls", 90),
            virtualService(
                "v",
                "hosts: [a, x.example.com], tls: [{match: [{sniHosts: [x.example.com]}],"
                    + " route: [{destination: {host: a, subset: v1}}]}]"));

    assertThat(resources.listeners().get(0).getFilterChains(0).getFilterChainMatch())
        .satisfies(
            match -> assertThat(match.getServerNamesList()).containsExactly("x.example.com"));
  }

  private static List<Route> routes(String... rules) {
    String[] documents = new String[rules.length + 1];
    documents[0] = Meshes.SERVER;
    System.arraycopy(rules, 0, documents, 1, rules.length);
    return translate(documents).routes().get(0).getVirtualHosts(0).getRoutesList();
  }

  private static String rule(String name, String http) {
    return virtualService(name, "hosts: [server], http: [" + http + "]");
  }

  private static Resources translate(String... documents) {
    return SidecarView.translate(Meshes.of(documents), CLIENT);
  }
}
