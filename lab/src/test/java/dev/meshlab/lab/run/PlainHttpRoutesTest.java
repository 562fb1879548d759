package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainHttpRoutesTest {

  private static final String CART = service("cart", "name: grpc, port: 7070");
  private static final String UPGRADE =
      rule(
          "DestinationRule",
          "web",
          "host: web, trafficPolicy: {connectionPool: {http: {h2UpgradePolicy: UPGRADE}}}");

  @ParameterizedTest(name = "{0} gateway, Service port {1}, {2}: calls {3}")
  @CsvSource({
    "HTTP, 'name: http, port: 80',  none,    0",
    "HTTP, 'name: grpc, port: 80',  none,    1",
    "HTTP, 'port: 80',              none,    1",
    // signs of gRPC at a port that is called HTTP
    "GRPC, 'name: http, port: 80',  none,    1",
    "HTTP, 'name: http, port: 80, targetPort: 50051', none, 1",
    "HTTP, 'name: http, port: 80',  upgrade, 1"
  })
  void getNoCallsUnlessSomethingIsASignOfGrpc(
      String protocol, String port, String policy, int calls) {
    Plan plan =
        plan(
            new Settings(),
            foreign("web"),
            service("web", port),
            gateway(protocol),
            foreign("cart"),
            CART,
            policy.equals("upgrade") ? UPGRADE : rule("DestinationRule", "cart", "host: cart"),
            routes("{route: [{destination: {host: web, port: {number: 80}}}]}"));

    assertThat(plan.requests(Plane.GATEWAY)).hasSize(calls);
    assertThat(plan.planes().contains(Plane.GATEWAY)).isEqualTo(calls > 0);
    assertThat(plan.notes().stream().filter(note -> note.contains("leads to plain HTTP only")))
        .hasSize(1 - calls);
  }

  @Test
  void getNoCallsBesideRoutesForGrpcWhichDo() {
    Plan plan = plan(new Settings(), MIXED);

    assertThat(plan.requests(Plane.GATEWAY))
        .extracting(request -> request.line().route())
        .containsExactly("#1");
    assertThat(plan.notes())
        .contains(
            "shop.example.com:80: route #2 is not exercised: it leads to plain HTTP only; --method"
                + " and --metadata make calls of your own");
  }

  private static final String[] MIXED = {
    foreign("web"),
    foreign("cart"),
    service("web", "name: http, port: 80"),
    CART,
    gateway("HTTP"),
    routes(
        "{match: [{uri: {prefix: /shop.Cart/}}], route: [{destination: {host: cart}}]},"
            + " {route: [{destination: {host: web}}]}")
  };

  @Test
  void areCalledWhereTheUserNamesTheTargetOrThePlane() {
    for (Settings named :
        List.of(
            new Settings().target("shop.example.com:80"), new Settings().planes(Plane.GATEWAY))) {
      assertThat(plan(named, MIXED).requests(Plane.GATEWAY))
          .extracting(request -> request.line().route())
          .containsExactly("#1", "#2");
    }
  }

  private static String gateway(String protocol) {
    return rule(
        "Gateway",
        "entrance",
        "selector: {istio: gw}, servers: [{port: {number: 80, name: p, protocol: %s}, hosts: ['*']}]"
            .formatted(protocol));
  }

  private static String routes(String http) {
    return rule(
        "VirtualService",
        "web",
        "gateways: [entrance], hosts: [shop.example.com], http: [%s]".formatted(http));
  }

  private static Plan plan(Settings settings, String... documents) {
    return new Plan(
        Meshes.manifests(documents), Load.builder().calls(10).build(), settings.standIn().build());
  }
}
