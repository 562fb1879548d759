package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every YAML block of the two documents that the project started from, as a reader would have typed
 * it: four are refused, and of the others each gets the advice that it needs.
 */
class SeedsTest {

  /** Findings that are due to a block that stands alone here, or to what the lab cannot do. */
  private static final Set<String> OF_THE_REST =
      Set.of("not-honoured", "empty-subset", "service-without-pods", "gateway-presumed");

  private static final Path SEEDS = Path.of("src/test/resources/seeds");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "A06-http2-connection-pool | write apiVersion: networking.istio.io/v1",
        "A07-grpc-gateway | server cannot have TLS settings for plain text HTTP ports",
        "B11-grpc-destination-rule-locality | can not simultaneously specify 'distribute'",
        "B14-grpc-virtual-service-streaming | must be a valid duration greater than 1ms",
      })
  void refused(String block, String reason) throws IOException {
    List<Diagnostic> problems = explain(block).problems();

    assertThat(problems).extracting(Diagnostic::toString).hasSize(1);
    assertThat(problems.get(0).toString()).contains(reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "A01-grpc-service | ''",
        "A02-http2-service | ''",
        "A03-grpc-canary | unknown-host",
        "A04-grpc-service-dr | unknown-host",
        "A05-grpc-with-retries | cluster-cluster-local per-try-timeout-not-retried"
            + " retry-amplifies-overload retry-not-idempotent"
            + " retry-on-loses-connect-failure unknown-host",
        "A08-grpc-ingress | unknown-gateway unknown-host",
        "A09-http2-connection-pool-group-fixed | default-value max-concurrent-streams"
            + " unknown-host",
        "A10-table-of-services | port-sniffed unknown-app-protocol",
        "B01-grpc-server-deployment | injection-annotation",
        "B02-grpc-server-service | ''",
        "B03-grpc-destination-rule-basic | connections-not-requests default-value"
            + " h2-upgrade limit-per-proxy",
        "B04-grpc-destination-rule-least-conn | connections-not-requests"
            + " default-value h2-upgrade least-conn limit-per-proxy",
        "B05-grpc-destination-rule-consistent-hash | connections-not-requests"
            + " default-value h2-upgrade hash-header-missing limit-per-proxy",
        "B06-grpc-destination-rule-per-request | connections-not-requests"
            + " default-value distribute-leaves-out h2-upgrade limit-per-proxy"
            + " max-retries-lowers",
        "B07-grpc-destination-rule-health | connections-not-requests default-value"
            + " gateway-errors-hidden h2-upgrade limit-per-proxy min-health-percent"
            + " zone-pinning",
        "B08-grpc-health-check-envoyfilter | envoy-filter health-check-effects"
            + " health-check-idle",
        "B09-grpc-destination-rule-subsets | connections-not-requests ejection-never"
            + " h2-upgrade least-conn limit-per-proxy zone-pinning",
        "B10-grpc-virtual-service-weighted | no-default-route"
            + " per-try-timeout-not-retried retry-amplifies-overload retry-not-idempotent"
            + " retry-on-loses-connect-failure unknown-subset",
        "B12-grpc-destination-rule-circuit-breaker | connections-not-requests"
            + " default-value h2-upgrade limit-per-proxy max-retries-lowers"
            + " min-health-percent zone-pinning",
        "B13-grpc-destination-rule-streaming | connections-not-requests default-value"
            + " ejection-never h2-upgrade least-conn limit-per-proxy zone-pinning",
      })
  void advised(String block, String ids) throws IOException {
    Explanation explanation = explain(block);
    List<String> wanted = Arrays.stream(ids.split(" ", -1)).filter(id -> !id.isEmpty()).toList();

    assertThat(explanation.problems()).isEmpty();
    assertThat(explanation.advice().stream().map(each -> each.id().toString()).distinct().sorted())
        .filteredOn(id -> !OF_THE_REST.contains(id))
        .containsExactlyElementsOf(wanted);
  }

  @Test
  void everyBlockIsTold() throws IOException {
    try (Stream<Path> files = Files.list(SEEDS)) {
      assertThat(files).hasSize(24);
    }
  }

  @Test
  void secondDocumentsRulesAreAllForOneHost() throws IOException {
    List<Path> rules;
    try (Stream<Path> files = Files.list(SEEDS)) {
      rules = files.filter(f -> f.toString().contains("/B")).sorted().toList();
    }
    Explanation explanation = Explanation.of(Manifests.read(rules), Meshes.CLIENT);

    assertThat(explanation.advice())
        .filteredOn(a -> a.id() == DiagnosticId.TWO_RULES)
        .hasSizeGreaterThan(6);
  }

  /** A block, with the Deployment and the Service of its document where it needs them. */
  private static Explanation explain(String block) {
    String pods = block.startsWith("B") ? "B01-grpc-server-deployment" : "";
    String service = block.startsWith("B") ? "B02-grpc-server-service" : "";
    List<Path> files =
        Stream.of(pods, service, block)
            .filter(name -> !name.isEmpty())
            .distinct()
            .map(name -> SEEDS.resolve(name + ".yaml"))
            .toList();
    ManifestSet manifests = Manifests.read(files);
    Explanation all = Explanation.of(manifests, Meshes.CLIENT);
    return new Explanation(
        all.problems(),
        all.fields(),
        all.advice().stream().filter(advice -> advice.position().file().contains(block)).toList(),
        List.of());
  }
}
