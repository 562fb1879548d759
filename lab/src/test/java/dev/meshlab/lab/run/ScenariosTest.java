package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests for a cluster, and the files of one idea each, over the lab's own pods. */
class ScenariosTest {

  private static final Path SCENARIOS = Path.of("../istio/scenarios");
  private static final Path TWINS = Path.of("../istio/gateway-api");
  private static final List<Path> PODS = List.of(Path.of("../k8s"), Path.of("../k8s/v2"));

  static Stream<Path> scenarios() throws IOException {
    return files(SCENARIOS);
  }

  static Stream<Path> twins() throws IOException {
    return files(TWINS);
  }

  private static Stream<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k8s",
        "k8s/v2",
        "k8s/disruption",
        "k8s/protocols",
        "k8s/job",
        "k8s/monitoring",
        "istio",
        "overlays/ambient/waypoint.yaml"
      })
  void manifestsAreWhatAClusterTakes(String place) {
    assertThat(Manifests.read(List.of(Path.of("..").resolve(place))).problems())
        .filteredOn(Diagnostic::isError)
        .isEmpty();
  }

  /** Routes of the Gateway API, in the place of VirtualServices. */
  @ParameterizedTest
  @MethodSource("twins")
  void twinIsWhatAClusterTakesAndNeedsNoAdvice(Path twin) throws IOException {
    ManifestSet manifests = manifests(twin);

    assertThat(manifests.problems()).isEmpty();
    assertThat(Explanation.of(manifests, Clients.of(Mesh.of(manifests))).advice()).isEmpty();
    assertThat(Files.readString(twin))
        .contains("# Expect: ", "# On one machine: ./meshlab run ", "# On a cluster: kubectl")
        .contains("istio/gateway-api/" + twin.getFileName());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void isWhatAClusterTakes(Path scenario) {
    assertThat(manifests(scenario).problems()).isEmpty();
  }

  /** Applied one after the other, they leave one rule for the routes and one for the policy. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void takesThePlaceOfTheOneBefore(Path scenario) {
    List<String> rules =
        Manifests.read(List.of(scenario)).documents().stream().map(Document::described).toList();

    assertThat(rules)
        .contains(
            "DestinationRule service-mesh-lab/server", "VirtualService service-mesh-lab/server");
  }

  /** An object that the next one does not replace would go on having its effect. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void saysHowToRemoveWhatTheNextOneDoesNotReplace(Path scenario) throws IOException {
    boolean isReplaced = Manifests.read(List.of(scenario)).documents().size() == 2;

    assertThat(Files.readString(scenario).contains("kubectl delete -f")).isEqualTo(!isReplaced);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void beginsWithWhatItShowsWhatToExpectAndHowToRunIt(Path scenario) throws IOException {
    List<String> head =
        Files.readAllLines(scenario).stream().takeWhile(line -> line.startsWith("#")).toList();

    assertThat(head).hasSizeBetween(4, 7);
    assertThat(String.join("\n", head))
        .contains("# Expect: ", "# On one machine: ./meshlab run ", "# On a cluster", "kubectl")
        .contains("istio/scenarios/" + scenario.getFileName());
  }

  /** Advice on what is easily done wrong, and on what the files alone do not settle. */
  @Test
  void leaveAdviceOpenWhereTeachingItIsThePoint() throws IOException {
    Map<String, Set<String>> open = new TreeMap<>();
    for (Path scenario : scenarios().toList()) {
      ManifestSet manifests = manifests(scenario);
      Set<String> advice =
          Explanation.of(manifests, Clients.of(Mesh.of(manifests))).advice().stream()
              .map(Diagnostic::id)
              .map(Object::toString)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!advice.isEmpty()) {
        open.put(scenario.getFileName().toString(), advice);
      }
    }

    assertThat(open)
        .containsOnly(
            entry("circuit-breaker.yaml", Set.of("limit-per-proxy")),
            entry("locality-distribute.yaml", Set.of("distribute-leaves-out")),
            entry(
                "connection-pool.yaml",
                Set.of("connections-not-requests", "max-concurrent-streams")),
            entry("hash-header.yaml", Set.of("hash-header-missing")),
            entry("health-check.yaml", Set.of("envoy-filter", "health-check-effects")),
            entry("ingress-gateway.yaml", Set.of("gateway-presumed")),
            entry("one-request-per-connection.yaml", Set.of("one-request-per-connection")),
            entry("retries.yaml", Set.of("retry-not-idempotent")));
  }

  private static ManifestSet manifests(Path scenario) {
    return Manifests.read(Stream.concat(PODS.stream(), Stream.of(scenario)).toList());
  }
}
