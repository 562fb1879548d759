package dev.meshlab.lab.cast;

import static dev.meshlab.lab.Meshes.CLIENT;
import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.in;
import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.model.Mesh;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetSelectionTest {

  private static final String GRPC = "name: grpc, port: 50051";
  private static final String HTTP = "name: http, port: 8080";
  private static final String UDP = "name: dns, port: 53, protocol: UDP";

  /** Two Services of the server, with a port of each kind. */
  private static final String[] SHOP_AND_CART = {
    server("shop", "v1", 1),
    service("shop", GRPC, HTTP, UDP, "name: metrics, port: 9090"),
    server("cart", "v1", 1),
    service("cart", GRPC, HTTP),
  };

  private static final String ROUTED_HOST =
      rule(
          "VirtualService",
          "outer",
          "hosts: [shop, shop.example.com, '*.example.org'],"
              + " http: [{route: [{destination: {host: shop}}]}]");

  @Test
  void canCallEveryPortButUdpThatLeadsToPodsThatTakeCalls() {
    assertThat(names(selection(false, SHOP_AND_CART).all()))
        .containsExactly("cart:50051", "cart:8080", "shop:50051", "shop:8080");
  }

  @Test
  void cannotCallAServiceWhosePodsAreNotPlayed() {
    String[] foreign = {foreign("shop"), service("shop", GRPC, HTTP), service("none", GRPC)};

    assertThat(selection(false, foreign).all()).isEmpty();
    assertThat(names(selection(true, foreign).all()))
        .containsExactly("none:50051", "shop:50051", "shop:8080");
  }

  /** Calls to it fail, which is what a run is to show. A workload without pods may be meant so. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "selector: {app: shpo}              | shop | true",
        "selector: {app: shop}              | shop | false",
        "selector: {app: shop, istio: gw}   | shop | false",
        "selector: {app: zero}              | shop | false",
        "selector: {app: zero}              | cart | true",
        "clusterIP: None                    | shop | false",
      })
  void callsAServiceWithoutPodsWhereThatIsAMistake(String fields, String ruled, boolean called) {
    String zero = foreign("zero").replace("replicas: 1", "replicas: 0");
    String typo =
        "{apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {%s, ports: [{%s, targetPort: 1}]}}"
            .formatted(fields, GRPC);
    String[] documents = {
      foreign("shop"),
      service("shop", GRPC),
      zero,
      typo,
      rule("DestinationRule", "r", "host: " + ruled)
    };

    assertThat(names(selection(true, documents).byRules(CLIENT)).contains("cart:50051"))
        .isEqualTo(called || fields.equals("selector: {app: shop}"));
    assertThat(names(selection(false, documents).byRules(CLIENT))).doesNotContain("cart:50051");
  }

  @Test
  void callsAServiceWithoutPodsWhereThereIsNothingElse() {
    String zero = foreign("shop").replace("replicas: 1", "replicas: 0");

    assertThat(names(selection(true, zero, service("shop", GRPC)).byRules(CLIENT)))
        .containsExactly("shop:50051");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # rule                                                                | called
          DestinationRule | host: shop                                          | shop:50051 shop:8080
          VirtualService  | hosts: [shop], http: [{route: [{destination: {host: cart}}]}] | shop:50051 shop:8080
          DestinationRule | host: '*.default.svc.cluster.local'                 | cart:50051 cart:8080 shop:50051 shop:8080
          DestinationRule | host: other                                         | cart:50051 cart:8080 shop:50051 shop:8080
          """)
  void callsWhatARuleIsAboutOrElseEverything(String kind, String spec, String called) {
    assertThat(byRules(false, rule(kind, "r", spec))).containsExactly(called.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"*, 2", "., 6"})
  void isNotMovedByARuleThatTheClientDoesNotSee(String exportTo, int called) {
    String bank = in("bank", rule("DestinationRule", "r", "exportTo: ['%s'], host: till"));

    assertThat(
            byRules(
                false,
                in("bank", server("till", "v1", 1)),
                in("bank", service("till", GRPC, HTTP)),
                bank.formatted(exportTo)))
        .hasSize(called);
  }

  @Test
  void callsThePortsForGrpcOfEveryServiceWithStandInsThoseOfARuleFirst() {
    assertThat(byRules(true)).containsExactly("cart:50051", "shop:50051");
    assertThat(byRules(true, rule("DestinationRule", "r", "host: shop")))
        .containsExactly("shop:50051", "cart:50051");
  }

  @Test
  void callsAHostOfAVirtualServiceThatIsNotAServiceWithStandInsBeforeServicesWithoutARule() {
    assertThat(byRules(true, ROUTED_HOST))
        .containsExactly("shop:50051", "shop.example.com:50051", "cart:50051");
    assertThat(byRules(false, ROUTED_HOST)).containsExactly("shop:50051", "shop:8080");
  }

  /** Without a Service that shares the rule, istiod has its hosts on port 80 alone. */
  @ParameterizedTest
  @CsvSource({"grpc, true", "http, false"})
  void callsAHostWithoutAServiceWhereAPortOfItsNumberIsForGrpc(String protocol, boolean called) {
    String alone = ROUTED_HOST.replace("[shop, ", "[");
    String[] till = {
      server("till", "v1", 1), service("till", "name: " + protocol + ", port: 80"), alone
    };

    assertThat(byRules(true, till).contains("shop.example.com:80")).isEqualTo(called);
  }

  /** A Service without pods of its own, whose calls a VirtualService leads to those of another. */
  @ParameterizedTest
  @CsvSource({
    "shop, mesh, true",
    "shop, entrance, false",
    "none, mesh, false",
    "demo, mesh, false",
    "'', '', false"
  })
  void callsAServiceWhoseCallsAVirtualServiceLeadsToPods(
      String destination, String gateway, boolean called) {
    String rule =
        rule(
            "VirtualService",
            "demo",
            "hosts: [demo], gateways: [%s], http: [{route: [{destination: {host: %s}}]}]"
                .formatted(gateway, destination));
    String demo =
        "{apiVersion: v1, kind: Service, metadata: {name: demo}, spec: {ports: [{%s}]}}"
            .formatted(GRPC);
    String[] more = destination.isEmpty() ? new String[] {demo} : new String[] {demo, rule};

    assertThat(names(selection(true, with(more)).all()).contains("demo:50051")).isEqualTo(called);
  }

  @ParameterizedTest
  @CsvSource({
    "kube-system, false",
    "istio-system, false",
    "bank, true",
  })
  void callsNothingOfTheClustersOwnWhereThereIsAnythingElse(String namespace, boolean called) {
    String[] other = {in(namespace, foreign("till")), in(namespace, service("till", GRPC))};

    assertThat(names(selection(true, with(other)).byRules(CLIENT)))
        .contains("shop:50051")
        .hasSize(called ? 3 : 2);
    assertThat(names(selection(true, other).byRules(CLIENT))).hasSize(1);
  }

  @Test
  void doesNotCallAHostThatOnlyAGatewayRoutes() {
    assertThat(byRules(true, ROUTED_HOST.replace("hosts:", "gateways: [entrance], hosts:")))
        .containsExactly("cart:50051", "shop:50051");
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com,  true",
    "cart.example.com,  false",
    "workshop.example.com, false",
    "example.com,       false",
    "a.example.org,     true",
    "a.b.example.org,   true",
    "example.org,       false",
    "aexample.org,      false"
  })
  void knowsTheHostsForWhichASidecarHasRoutes(String host, boolean routed) {
    assertThat(selection(false, with(ROUTED_HOST)).isRouted(host, CLIENT)).isEqualTo(routed);
  }

  private static List<String> byRules(boolean standIn, String... rules) {
    return names(selection(standIn, with(rules)).byRules(CLIENT));
  }

  private static String[] with(String... rules) {
    return Stream.concat(Arrays.stream(SHOP_AND_CART), Arrays.stream(rules)).toArray(String[]::new);
  }

  private static List<String> names(List<Target> targets) {
    return targets.stream()
        .map(target -> target.toString().replace(".default.svc.cluster.local", ""))
        .toList();
  }

  private static TargetSelection selection(boolean standIn, String... documents) {
    Mesh mesh = Meshes.of(documents);
    return new TargetSelection(mesh, new PodAssignment(mesh, standIn));
  }
}
