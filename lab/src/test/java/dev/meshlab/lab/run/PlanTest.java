package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.image;
import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadBuilder;
import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

  private static final String GRPC = "name: grpc, port: 50051";

  private static final String[] MESH = {
    server("shop", "v1", 1),
    service("shop", GRPC),
    rule(
        "Gateway",
        "entrance",
        "selector: {istio: gw}, servers:"
            + " [{port: {number: 80, name: grpc, protocol: GRPC}, hosts: [shop.example.com]}]"),
    rule(
        "VirtualService",
        "shop",
        "gateways: [mesh, entrance], hosts: [shop, shop.example.com], http:"
            + " [{name: pay, match: [{uri: {prefix: /shop.Checkout/}}], route: [{destination: {host: shop}}]},"
            + " {name: rest, route: [{destination: {host: shop}}]}]"),
  };

  @Test
  void callsInsideTheMeshAndThroughGatewaysWhatEachCanCall() {
    Plan plan = plan(new Settings(), MESH);

    assertThat(plan.planes()).containsExactly(Plane.values());
    assertThat(calls(plan, Plane.ENVOY)).containsExactly("shop:50051");
    assertThat(calls(plan, Plane.GATEWAY)).containsExactly("shop.example.com:80");
  }

  @Test
  void callsNothingInsideWhereOnlyHostsOfGatewaysAreNamed() {
    Plan plan = plan(new Settings().target("shop.example.com:80"), MESH);

    assertThat(calls(plan, Plane.ENVOY)).isEmpty();
    assertThat(plan.targets()).isEmpty();
    assertThat(calls(plan, Plane.GATEWAY)).containsExactly("shop.example.com:80");
  }

  @Test
  void callsTheHostOfAGatewayInsideWhereOnlySuchPlanesAreWanted() {
    Plan plan = plan(new Settings().planes(Plane.ENVOY).target("shop.example.com:50051"), MESH);

    assertThat(plan.planes()).containsExactly(Plane.ENVOY);
    assertThat(calls(plan, Plane.ENVOY)).containsExactly("shop.example.com:50051");
  }

  @Test
  void callsEachRouteWhereStandInsPlayAndTheUserHasNoCallInMind() {
    assertThat(calls(plan(new Settings().standIn(), MESH), Plane.GATEWAY))
        .containsExactly("shop.example.com:80, route pay", "shop.example.com:80, route rest");
    assertThat(
            calls(
                plan(new Settings().standIn(), load().method("/shop.Checkout/Pay"), MESH),
                Plane.GATEWAY))
        .containsExactly("shop.example.com:80");
  }

  @Test
  void callsByTheAuthorityThatIsAskedForInsideAndOutside() {
    Plan plan = plan(new Settings().authority("other.example.com"), MESH);

    assertThat(plan.requests(Plane.ENVOY))
        .extracting(request -> request.target().authority())
        .containsExactly("other.example.com");
    assertThat(plan.requests(Plane.GATEWAY))
        .extracting(request -> request.target().authority())
        .containsExactly("other.example.com");
  }

  @Test
  void callsAsTheClientThatIsChosenOrElseAsTheOneOfTheManifests() {
    String[] documents = {MESH[0], MESH[1], image("caller", Meshes.CLIENT_IMAGE)};

    assertThat(plan(new Settings(), documents).client().labels()).containsEntry("app", "caller");
    assertThat(plan(new Settings().clientNamespace("web"), documents).client().namespace())
        .isEqualTo("web");
  }

  /** Also where only a host of a gateway is named: its routes lead to the same pods. */
  @ParameterizedTest
  @ValueSource(strings = {"", "shop:50051", "shop.example.com:80", "nosuch:1"})
  void isRefusedForManifestsThatCannotBePlayedWhateverIsNamed(String target) {
    Settings settings = target.isEmpty() ? new Settings() : new Settings().target(target);

    assertThat(refusal(settings, foreign("shop"), MESH[1], MESH[2], MESH[3]).problems())
        .extracting(Diagnostic::path)
        .containsExactly("spec.template.spec.containers[0].image");
  }

  @Test
  void remarksOnWhatIsPlayedAndOnWhatIsNotCalledInsideAndOutside() {
    String never =
        MESH[3]
            .replace("match: [{uri", "match: [{method: {exact: GET}, uri")
            .replace("[mesh,", "[");

    assertThat(plan(new Settings().standIn(), foreign("shop"), MESH[1], MESH[2], never).notes())
        .hasSize(2)
        .satisfies(
            notes -> {
              assertThat(notes.get(0))
                  .startsWith("stand-ins play the pods of Deployment default/shop");
              assertThat(notes.get(1))
                  .startsWith("shop.example.com:80: route pay is not exercised: ");
            });
  }

  /** A sidecar leads the calls of a Service without pods on, and a gateway does not. */
  @ParameterizedTest
  @ValueSource(strings = {"demo", "shop"})
  void remarksOnAGatewayThatSendsCallsToAServiceWithoutPods(String destination) {
    String demo =
        "{apiVersion: v1, kind: Service, metadata: {name: demo}, spec: {ports: [{name: grpc, port: 50051}]}}";
    String placeholder =
        rule(
            "VirtualService",
            "demo",
            "hosts: [demo], http: [{route: [{destination: {host: shop}}]}]");
    String entrance =
        rule(
            "VirtualService",
            "entrance",
            "gateways: [entrance], hosts: [shop.example.com], http: [{route: [{destination: {host: %s}}]}]"
                .formatted(destination));

    Plan plan = plan(new Settings(), MESH[0], MESH[1], MESH[2], demo, placeholder, entrance);

    assertThat(calls(plan, Plane.ENVOY)).contains("demo:50051");
    assertThat(plan.notes().stream().filter(note -> note.contains("do not chain")))
        .hasSize(destination.equals("demo") ? 1 : 0)
        .allMatch(
            note ->
                note.startsWith(
                    "shop.example.com:80: the gateway sends calls to Service default/demo, which has"
                        + " no pods; VirtualService default/demo leads its calls on in sidecars alone"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-user", "X-User", "x-USER"})
  void advisesToSendTheHeaderOfAHashOnlyWhereTheUserDoesNot(String header) {
    String[] documents = {
      MESH[0],
      MESH[1],
      rule(
          "DestinationRule",
          "shop",
          "host: shop, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: X-User}}}")
    };

    assertThat(advice(plan(new Settings(), load().metadata("x-other", "1"), documents)))
        .contains("hash-header-missing");
    assertThat(advice(plan(new Settings(), load().metadata(header, "1"), documents)))
        .doesNotContain("hash-header-missing");
  }

  private static List<String> advice(Plan plan) {
    return plan.advice().stream().map(advice -> advice.id().toString()).toList();
  }

  private static BadInput refusal(Settings settings, String... documents) {
    return catchThrowableOfType(BadInput.class, () -> plan(settings, documents));
  }

  private static List<String> calls(Plan plan, Plane plane) {
    return plan.requests(plane).stream()
        .map(request -> request.line().name(request.target().toString()))
        .toList();
  }

  private static LoadBuilder load() {
    return Load.builder().calls(10);
  }

  private static Plan plan(Settings settings, String... documents) {
    return plan(settings, load(), documents);
  }

  private static Plan plan(Settings settings, LoadBuilder load, String... documents) {
    return new Plan(Meshes.manifests(documents), load.build(), settings.build());
  }
}
