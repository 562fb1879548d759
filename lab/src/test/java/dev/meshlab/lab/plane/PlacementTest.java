package dev.meshlab.lab.plane;

import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.in;
import static dev.meshlab.lab.Meshes.named;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.Caller;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.mesh.loopback.GuardedPod;
import dev.meshlab.mesh.loopback.PodSocket;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.security.MutualTls;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacementTest {

  private static final String IDENTITY = "spiffe://cluster.local/ns/default/sa/default";
  private static final int FIRST_ENTRY = 1000;

  /** Two pods of the server, and one of another image, which is not played. */
  private static final String[] SHOP = {
    server("shop", "v1", 2),
    service("shop", "name: grpc, port: 80, targetPort: 50051", "name: metrics, port: 9090"),
    foreign("cart"),
    service("cart", "name: grpc, port: 50051"),
  };

  private final Mesh mesh = Meshes.of(SHOP);
  private final Placement placement = imagined(mesh);

  @Test
  void imaginesTheSamePlacesForTheSameManifestsEachTime() {
    Placement again = imagined(Meshes.of(SHOP));

    assertThat(again.labels()).isEqualTo(placement.labels());
    assertThat(again.uuidByCallPort()).isEqualTo(placement.uuidByCallPort());
    assertThat(again.loopbackPorts(mesh)).isEqualTo(placement.loopbackPorts(mesh));
  }

  @Test
  void imaginesEachPodUnderAUuidAndAtPortsOfItsOwn() {
    Mesh twice =
        Meshes.of(
            server("shop", "v1", 2), server("cart", "v1", 1), in("b", server("shop", "v1", 2)));
    Placement all = imagined(twice);

    assertThat(all.pods()).hasSize(5);
    assertThat(all.labels().byUuid()).hasSize(5);
    assertThat(ports(all)).doesNotHaveDuplicates().hasSize(15);
  }

  private static List<Integer> ports(Placement placement) {
    return placement.pods().values().stream()
        .map(PlacedPod::ports)
        .flatMap(ports -> Stream.of(ports.calls(), ports.metrics(), ports.maintenance()))
        .toList();
  }

  @Test
  void namesPodsAsPeopleKnowThem() {
    Mesh zoned =
        Meshes.of(
            server("shop", "v2", 1).replace("spec: {containers", "spec: {nodeName: n1, containers"),
            "{apiVersion: v1, kind: Node, metadata: {name: n1, labels: {topology.kubernetes.io/zone: z1}}}");

    assertThat(imagined(zoned).labels().byUuid().values())
        .containsExactly(new PodLabel("shop-v2-1", "default", "v2", "z1").of("shop-v2"));
  }

  @Test
  void mapsEveryEndpointOfAPodThatRunsHereToThePortBehindIt() {
    Map<String, Integer> expected =
        mesh.pods().stream()
            .filter(pod -> pod.workload().equals("Deployment/shop-v1"))
            .flatMap(
                pod ->
                    Stream.of(
                        Map.entry(pod.ip() + ":50051", placed(pod.ip()).ports().calls()),
                        Map.entry(pod.ip() + ":9090", placed(pod.ip()).ports().metrics())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    assertThat(placement.loopbackPorts(mesh)).hasSize(4).isEqualTo(expected);
  }

  @Test
  void knowsWhichPodTakesCallsAtALoopbackPort() {
    assertThat(placement.uuidByCallPort())
        .isEqualTo(
            placement.pods().values().stream()
                .collect(Collectors.toMap(p -> p.ports().calls(), p -> p.ports().uuid())));
  }

  @Test
  void putsThePodsBehindAServicePortInTheOrderOfItsEndpoints() {
    Service shop = named(mesh, "shop");

    assertThat(placement.uuidByPort(mesh.endpoints(shop, shop.ports().get(0))).values())
        .extracting(uuid -> placement.labels().name(uuid))
        .containsExactly("shop-v1-1", "shop-v1-2");
    assertThat(
            placement.uuidByPort(
                mesh.endpoints(named(mesh, "cart"), named(mesh, "cart").ports().get(0))))
        .isEmpty();
  }

  @Test
  void doesNotPutAPodBehindAServiceThatIsNotReady() {
    Mesh halfReady = mesh.withPod(mesh.pods().get(0).withReadiness(false));
    Service shop = named(halfReady, "shop");

    assertThat(placement.uuidByPort(halfReady.endpoints(shop, shop.ports().get(0))).values())
        .extracting(uuid -> placement.labels().name(uuid))
        .containsExactly("shop-v1-2");
  }

  @Test
  void knowsThePodsBehindAnyPortOfATarget() {
    assertThat(placement.behind(mesh, new Target("shop.default.svc.cluster.local", 1)))
        .containsExactlyInAnyOrderElementsOf(placement.labels().byUuid().keySet());
    assertThat(placement.behind(mesh, new Target("shop.example.com", 80))).isEmpty();
  }

  @Test
  void guardsEachPortOnWhichAPodTakesCallsOnceHoweverManyServicesLeadThere() {
    Mesh doubled = Meshes.of(SHOP[0], SHOP[1], SHOP[1].replace("name: shop}", "name: alias}"));

    assertThat(imagined(doubled).guarded(doubled))
        .flatExtracting(GuardedPod::sockets)
        .extracting(PodSocket::name)
        .containsExactly(
            doubled.pods().get(0).ip() + ":50051", doubled.pods().get(1).ip() + ":50051");
  }

  @ParameterizedTest
  @EnumSource(MutualTls.class)
  void guardsPodsWhateverTheirModeIs(MutualTls mode) {
    Mesh secured = secured(mode);

    assertThat(imagined(secured).guarded(secured))
        .hasSize(2)
        .allMatch(pod -> pod.identity().equals(IDENTITY));
  }

  @Test
  void guardsNoPodOfANamespaceWithoutSidecars() {
    Mesh outside =
        Meshes.of(
            SHOP[0],
            SHOP[1],
            "{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {istio-injection:"
                + " disabled}}}");

    assertThat(imagined(outside).guarded(outside)).isEmpty();
  }

  @Test
  void leadsThroughTheSidecarsWhereThereAreSome() {
    Mesh strict = secured(MutualTls.STRICT);
    Placement entered = Sidecars.before(strict, FIRST_ENTRY);
    Service shop = named(strict, "shop");

    assertThat(entered.uuidByPort(strict.endpoints(shop, shop.ports().get(0))).keySet())
        .containsExactly(FIRST_ENTRY, FIRST_ENTRY + 1);
    assertThat(entered.loopbackPorts(strict).values()).contains(FIRST_ENTRY, FIRST_ENTRY + 1);
    assertThat(entered.plain().entrance(FIRST_ENTRY).refusal(Caller.PLAIN)).isPresent();
    assertThat(entered.uuidByCallPort()).hasSize(4);
    assertThat(new HashSet<>(entered.uuidByCallPort().values())).hasSize(2);
  }

  private static Mesh secured(MutualTls mode) {
    return Meshes.of(
        SHOP[0],
        SHOP[1],
        "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: all}, spec: {mtls: {mode: %s}}}"
            .formatted(mode));
  }

  private PlacedPod placed(String ip) {
    return placement.pods().get(ip);
  }

  private static Placement imagined(Mesh mesh) {
    return Placement.imagined(new PodAssignment(mesh, false).cast(List.of()));
  }
}
