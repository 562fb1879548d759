package dev.meshlab.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.PlainPredictor.Backends;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.predict.Reach;
import dev.meshlab.lab.predict.ServerEntrance;
import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.mesh.translate.PlainView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlainPredictorTest {

  private static final Target SHOP = new Target("shop.default.svc.cluster.local", 80);
  private static final CallShape ANY = new CallShape("shop", 80, "/any.Service/Any", List.of());

  private static final ServerEntrance STRICT = Sidecars.entrance("STRICT", "grpc");
  private static final ServerEntrance PERMISSIVE = Sidecars.entrance("PERMISSIVE", "grpc");
  private static final ServerEntrance HTTP1 = Sidecars.entrance("PERMISSIVE", "http");

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void expectsEachConnectionAtARandomPodOrAllAtOneWhereTheServiceHasAffinity(boolean together) {
    assertThat(predict(backends(together), Map.of()))
        .isEqualTo(
            new PinnedConnections(
                Balancing.RANDOM,
                List.of("a", "b"),
                together ? Optional.of("sessionAffinity") : Optional.empty()));
  }

  @Test
  void readsTheAffinityFromTheService() {
    PlainView view =
        view(
            Meshes.server("shop", "v1", 1),
            Meshes.service("shop", "name: grpc, port: 80")
                .replace("spec: {", "spec: {sessionAffinity: ClientIP, "));

    assertThat(
            PlainPredictor.of(view, Placement.of(Map.of()), List.of(SHOP), LbPolicy.PICK_FIRST)
                .backends())
        .isEqualTo(Map.of(SHOP.toString(), new Backends(Map.of(), true, false)));
  }

  @Test
  void expectsEveryCallToFailWithoutAnEndpoint() {
    assertThat(predict(new Backends(Map.of(), false, false), Map.of()))
        .isEqualTo(new EveryCallFails("UNAVAILABLE", "the Service has no endpoint"));
  }

  @Test
  void expectsNothingOfAPodThatRefusesPlainText() {
    assertThat(predict(backends(false), Map.of(1, STRICT, 2, PERMISSIVE)))
        .isEqualTo(new PinnedConnections(Balancing.RANDOM, List.of("b")));
  }

  @Test
  void expectsEveryCallToFailWhereAllPodsRefusePlainText() {
    assertThat(predict(backends(false), Map.of(1, STRICT, 2, STRICT)))
        .isEqualTo(
            new EveryCallFails(
                "UNAVAILABLE",
                "refused: STRICT mutual TLS of PeerAuthentication default/all, and this plane speaks plain text"));
  }

  @Test
  void expectsEveryCallToFailWhereTheSidecarsSpeakHttp1ToThePods() {
    assertThat(predict(backends(false), Map.of(1, HTTP1, 2, HTTP1)))
        .isInstanceOfSatisfying(
            EveryCallFails.class, failing -> assertThat(failing.reason()).contains("HTTP/1.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com, only a VirtualService",
    "demo.default.svc.cluster.local, connections to its address are refused"
  })
  void leavesOutAHostThatIsNotAServiceOrHasNoEndpoints(String host, String reason) {
    PlainView view =
        view(
            Meshes.server("shop", "v1", 1),
            Meshes.service("shop", "name: grpc, port: 80"),
            Meshes.service("demo", "name: grpc, port: 80"));
    Target routed = new Target(host, 80);
    PlainPredictor predictor =
        PlainPredictor.of(view, Placement.of(Map.of()), List.of(SHOP, routed), LbPolicy.PICK_FIRST);

    assertThat(predictor.leavesOut(SHOP)).isEmpty();
    assertThat(predictor.leavesOut(routed).orElseThrow()).contains(reason);
  }

  @Test
  void saysThatThePodsAreOnOtherNodesThanTheCaller() {
    PlainView view =
        view(
            "{apiVersion: v1, kind: Node, metadata: {name: one}}",
            Meshes.server("shop", "v1", 1),
            "{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {internalTrafficPolicy:"
                + " Local, selector: {app: shop}, ports: [{name: grpc, port: 80}]}}");
    PlainPredictor predictor =
        PlainPredictor.of(view, Placement.of(Map.of()), List.of(SHOP), LbPolicy.PICK_FIRST);

    assertThat(predictor.leavesOut(SHOP).orElseThrow()).contains("internalTrafficPolicy: Local");
  }

  /** A virtual IP passes bytes on, so that one request a target is enough. */
  @Test
  void doesNotLookIntoCalls() {
    assertThat(
            new PlainPredictor(Map.of(), Map.of(), Reach.direct(Map.of()), LbPolicy.PICK_FIRST)
                .looksIntoCalls())
        .isFalse();
  }

  private static PlainView view(String... documents) {
    return PlainView.of(Meshes.manifests(documents), Meshes.CLIENT);
  }

  private static Backends backends(boolean together) {
    Map<Integer, String> pods = new LinkedHashMap<>();
    pods.put(1, "a");
    pods.put(2, "b");
    return new Backends(pods, together, false);
  }

  private static Prediction predict(Backends behind, Map<Integer, ServerEntrance> entrances) {
    Reach reach = new Reach(behind.uuidByPort(), entrances, "");
    return new PlainPredictor(Map.of(SHOP.toString(), behind), Map.of(), reach, LbPolicy.PICK_FIRST)
        .predict(SHOP, ANY);
  }

  @ParameterizedTest
  @EnumSource(LbPolicy.class)
  void clientBalancesAmongThePodsOfAHeadlessService(LbPolicy policy) {
    Backends behind = new Backends(Map.of(1, "a", 2, "b"), false, true);
    Reach reach = Reach.direct(Map.of(1, "a", 2, "b"));
    Prediction prediction =
        new PlainPredictor(Map.of(SHOP.toString(), behind), Map.of(), reach, policy)
            .predict(SHOP, ANY);

    assertThat(prediction.servers()).containsExactlyInAnyOrder("a", "b");
    assertThat(prediction.shares())
        .isEqualTo(
            policy == LbPolicy.ROUND_ROBIN
                ? Optional.of(Map.of("a", 0.5, "b", 0.5))
                : Optional.empty());
    assertThat(prediction.serversOfOneConnection())
        .isEqualTo(policy == LbPolicy.ROUND_ROBIN ? 2 : 1);
  }

  @Test
  void policyMakesNoDifferenceBehindAVirtualIp() {
    Backends behind = new Backends(Map.of(1, "a", 2, "b"), false, false);
    Reach reach = Reach.direct(Map.of(1, "a", 2, "b"));

    assertThat(
            new PlainPredictor(
                    Map.of(SHOP.toString(), behind), Map.of(), reach, LbPolicy.ROUND_ROBIN)
                .predict(SHOP, ANY)
                .serversOfOneConnection())
        .isEqualTo(1);
  }
}
