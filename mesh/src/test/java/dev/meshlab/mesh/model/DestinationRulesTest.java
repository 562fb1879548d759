package dev.meshlab.mesh.model;

import static dev.meshlab.mesh.Meshes.destinationRule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.manifest.Fields;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationRulesTest {

  private static final String IN_NAMESPACE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: %s, namespace: %s}
      spec: {host: server.default.svc.cluster.local, exportTo: [%s]}
      """;

  @Test
  void firstByNameWinsAndSubsetsAddUp() {
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            destinationRule(
                "b",
                "host: server, trafficPolicy: {loadBalancer: {simple: RANDOM}},"
                    + " subsets: [{name: v1, labels: {x: b}}, {name: v2}]"),
            destinationRule(
                "a",
                "host: server, trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}},"
                    + " subsets: [{name: v1, labels: {x: a}}]"));
    DestinationRule rule = inForce(mesh).orElseThrow();

    assertThat(rule.name()).isEqualTo("a");
    assertThat(simple(rule.policy(50051))).contains("ROUND_ROBIN");
    assertThat(rule.subsets()).extracting(Subset::name).containsExactly("v1", "v2");
    assertThat(rule.subset("v1").orElseThrow().labels()).isEqualTo(Map.of("x", "a"));
  }

  @Test
  void olderOneWinsWhateverItsName() {
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: a, creationTimestamp: "2026-02-01T00:00:00Z"}
            spec: {host: server}
            """,
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: b, creationTimestamp: "2026-01-01T00:00:00Z"}
            spec: {host: server}
            """);

    assertThat(inForce(mesh)).get().extracting(DestinationRule::name).isEqualTo("b");
  }

  @Test
  void laterOneGivesThePolicyThatTheFirstLacks() {
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            destinationRule("a", "host: server"),
            destinationRule("b", "host: server, trafficPolicy: {loadBalancer: {simple: RANDOM}}"));

    assertThat(simple(inForce(mesh).orElseThrow().policy(50051))).contains("RANDOM");
  }

  @ParameterizedTest
  @CsvSource({
    "default, istio-system, default",
    "shop, istio-system, istio-system",
    "shop, default, default"
  })
  void clientsNamespaceComesFirstThenTheServicesThenTheRoot(
      String first, String second, String winner) {
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            IN_NAMESPACE.formatted("d1", first, "\"*\""),
            IN_NAMESPACE.formatted("d2", second, "\"*\""));

    assertThat(inForce(mesh)).get().extracting(DestinationRule::namespace).isEqualTo(winner);
  }

  @Test
  void rootNamespaceKeepsItsRulesForAllUntilThereIsNothingElse() {
    String everywhere =
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: all, namespace: istio-system}
        spec: {host: "*.local"}
        """;
    ClientWorkload gateway = new ClientWorkload("istio-system", Map.of(), Locality.UNKNOWN);

    assertThat(names(gateway, everywhere, IN_NAMESPACE.formatted("own", "default", "\"*\"")))
        .contains("own");
    assertThat(names(gateway, everywhere)).contains("all");
    assertThat(names(gateway, everywhere, IN_NAMESPACE.formatted("gateways", "istio-system", ".")))
        .contains("gateways");
  }

  @Test
  void clientsHaveNoRuleForAServiceThatTheyDoNotKnow() {
    Mesh mesh =
        Meshes.of(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: own, annotations: {networking.istio.io/exportTo: .}}
            spec: {clusterIP: 10.96.0.9, ports: [{name: grpc, port: 1}]}
            """,
            destinationRule("a", "host: own"));
    Service own = mesh.service("own", "default").orElseThrow();

    assertThat(mesh.destinationRule(Meshes.CLIENT, own)).isPresent();
    assertThat(mesh.destinationRule(new ClientWorkload("shop", Map.of(), Locality.UNKNOWN), own))
        .isEmpty();
  }

  @ParameterizedTest(name = "of a and b for {0} and {1}, {2} takes {3}")
  @CsvSource({
    "., '\"*\"', default, b",
    "., '\"*\"', shop, b",
    "'\"*\"', ., default, b",
    "'\"*\"', ., shop, a",
    "., ., default, a",
    "shop, shop, shop, a"
  })
  void rulesForDifferentReadersStayApartAndTheLastIsTaken(
      String first, String second, String client, String winner) {
    assertThat(
            names(
                new ClientWorkload(client, Map.of(), Locality.UNKNOWN),
                IN_NAMESPACE.formatted("a", "default", first),
                IN_NAMESPACE.formatted("b", "default", second)))
        .contains(winner);
  }

  private static Optional<String> names(ClientWorkload client, String... rules) {
    Mesh mesh = Meshes.of(Meshes.SERVER, String.join("\n---\n", rules));
    return mesh.destinationRule(client, mesh.service("server", "default").orElseThrow())
        .map(DestinationRule::name);
  }

  @ParameterizedTest
  @CsvSource({"., shop, false", "shop, shop, true", "other, shop, false", "., default, true"})
  void reachOnlyTheNamespacesTheyAreExportedTo(String exportTo, String client, boolean seen) {
    Mesh mesh = Meshes.of(Meshes.SERVER, IN_NAMESPACE.formatted("x", "default", exportTo));
    ClientWorkload workload = new ClientWorkload(client, Map.of(), Locality.UNKNOWN);
    Service server = mesh.service("server", "default").orElseThrow();

    assertThat(mesh.destinationRule(workload, server).isPresent()).isEqualTo(seen);
  }

  @Test
  void exactHostWinsOverWildcardAndLongerOverShorter() {
    String longer = destinationRule("b", "host: \"*.default.svc.cluster.local\"");
    String shorter = destinationRule("a", "host: \"*.cluster.local\"");

    assertThat(inForce(Meshes.of(Meshes.SERVER, shorter, longer)))
        .get()
        .extracting(DestinationRule::name)
        .isEqualTo("b");
    assertThat(
            inForce(
                Meshes.of(Meshes.SERVER, shorter, longer, destinationRule("c", "host: server"))))
        .get()
        .extracting(DestinationRule::name)
        .isEqualTo("c");
  }

  @Test
  void workloadSelectorLimitsARuleToSomeClients() {
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            destinationRule("a", "host: server, workloadSelector: {matchLabels: {app: special}}"));
    Service server = mesh.service("server", "default").orElseThrow();

    assertThat(inForce(mesh)).isEmpty();
    assertThat(
            mesh.destinationRule(
                new ClientWorkload("default", Map.of("app", "special"), Locality.UNKNOWN), server))
        .isPresent();
  }

  @Test
  void subsetReplacesWholeBlocksAndKeepsTheOthers() {
    DestinationRule rule =
        inForce(
                Meshes.of(
                    Meshes.SERVER,
                    destinationRule(
                        "a",
                        "host: server, trafficPolicy: {loadBalancer: {simple: RANDOM},"
                            + " connectionPool: {tcp: {maxConnections: 1}}},"
                            + " subsets: [{name: v1, trafficPolicy: {connectionPool: {http: {}}}}]")))
            .orElseThrow();
    TrafficPolicy policy = rule.policy(rule.subsets().get(0), 50051);

    assertThat(simple(policy)).contains("RANDOM");
    assertThat(policy.connectionPool().orElseThrow().has("tcp")).isFalse();
  }

  @Test
  void settingsForAPortInheritNothing() {
    DestinationRule rule =
        inForce(
                Meshes.of(
                    Meshes.SERVER,
                    destinationRule(
                        "a",
                        "host: server, trafficPolicy: {loadBalancer: {simple: RANDOM},"
                            + " portLevelSettings: [{port: {number: 50051}, connectionPool: {tcp: {}}}]},"
                            + " subsets: [{name: v1, trafficPolicy: {portLevelSettings:"
                            + " [{port: {number: 9}, loadBalancer: {simple: ROUND_ROBIN}}]}}]")))
            .orElseThrow();

    assertThat(simple(rule.policy(50051))).isEmpty();
    assertThat(rule.policy(50051).connectionPool()).isPresent();
    assertThat(simple(rule.policy(8080))).contains("RANDOM");
    assertThat(simple(rule.policy(rule.subsets().get(0), 9))).contains("ROUND_ROBIN");
    assertThat(simple(rule.policy(rule.subsets().get(0), 8080))).contains("RANDOM");
  }

  private static Optional<DestinationRule> inForce(Mesh mesh) {
    return mesh.destinationRule(Meshes.CLIENT, mesh.service("server", "default").orElseThrow());
  }

  private static Optional<String> simple(TrafficPolicy policy) {
    return policy.loadBalancer().flatMap((Fields lb) -> lb.string("simple"));
  }
}
