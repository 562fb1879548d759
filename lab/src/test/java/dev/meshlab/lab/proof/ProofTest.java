package dev.meshlab.lab.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.intent.MeshTests;
import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.zone.Zones;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests held against predictions alone. */
class ProofTest {

  private static final Path SAMPLES = Path.of("../samples");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"testing", "bank", "online-shop", "media-platform", "broken-canary"})
  void aFirstTestPassesAsItStands(String sample) throws IOException {
    ManifestSet manifests =
        Zones.given(Manifests.read(List.of(SAMPLES.resolve(sample))), List.of());
    Path file =
        Files.writeString(directory.resolve("meshtest.yaml"), FirstTest.of(manifests, sample));

    List<TestResult> results = foresee(file, Set.of(), given(manifests));

    assertThat(results.get(0).cases())
        .hasSizeGreaterThan(1)
        .allSatisfy(
            each -> assertThat(each.verdict()).as(each.toString()).isEqualTo(Verdict.PASSED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024", "true", "a: b", "x #1"})
  void aFirstTestHasTheNameOfItsDirectoryWhateverThatIs(String name) throws IOException {
    ManifestSet manifests = Manifests.read(List.of(SAMPLES.resolve("broken-canary")));
    Path file =
        Files.writeString(directory.resolve("meshtest.yaml"), FirstTest.of(manifests, name));

    assertThat(MeshTests.in(List.of(file)).get(0).name()).isEqualTo(name);
  }

  /** A file with a test. */
  private Path test(String spec) throws IOException {
    String head =
        """
        apiVersion: meshlab.dev/v1
        kind: MeshTest
        metadata: {name: shop}
        spec:
        """;
    return Files.writeString(directory.resolve("shop.yaml"), head + spec.indent(2));
  }

  private static GivenManifests given(ManifestSet manifests) {
    return new GivenManifests(Optional.of(manifests), Optional.empty());
  }

  @Test
  void saysWhichRouteAndWhichRulesDecided() {
    ManifestSet typo = Manifests.read(List.of(SAMPLES.resolve("testing/broken/header-typo.yaml")));

    String text = print(new GivenManifests(Optional.empty(), Optional.of(typo)));

    assertThat(text)
        .contains("FAILED    testers go to v2, envoy")
        .contains("expected   only version=v2: no, version=v2 10.0%")
        .contains("expected   only OK: yes")
        .contains("route rest of VirtualService shop/ratings")
        .contains("header-typo.yaml:17) takes the calls")
        .contains("header-typo.yaml:11) does not take them: it asks for x-canray=true")
        .contains("subset v2 of ratings.shop is the pods with version=v2")
        .contains("samples/testing/meshtest.yaml:13")
        .contains("5 of 8 cases passed, 2 failed, 1 undecided, by prediction alone");
  }

  @Test
  void namesThePoliciesWhereCallsAreNotRefusedAsTheyShould() {
    ManifestSet open =
        Manifests.parse(
            "open.yaml",
            """
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: ratings, namespace: shop}
            spec:
              selector: {matchLabels: {app: ratings}}
              rules: [{}]
            """);

    assertThat(print(new GivenManifests(Optional.empty(), Optional.of(open))))
        .contains("expected   only PERMISSION_DENIED: no, PERMISSION_DENIED 0.0%")
        .contains(
            "the pods of ratings.shop have the AuthorizationPolicies shop/ratings (ALLOW, open.yaml:1)");
  }

  private static String print(GivenManifests given) {
    List<TestResult> results = foresee(SAMPLES.resolve("testing"), Set.of(), given);
    return ProofText.print(results, true, Page.plain(1000));
  }

  @Test
  void triesCasesOnThePlanesThatAreAskedFor() {
    List<TestResult> results =
        foresee(SAMPLES.resolve("testing"), Set.of(Plane.PROXYLESS), GivenManifests.NONE);

    assertThat(results.get(0).cases())
        .filteredOn(each -> each.verdict() == Verdict.NOT_TRIED)
        .extracting(CaseResult::name)
        .containsExactly(
            "the same nine of ten from outside, gateway", "testers from outside go to v2, gateway");
    assertThat(results.get(0).cases())
        .filteredOn(each -> each.plane() == Plane.PROXYLESS)
        .hasSize(6);
  }

  @Test
  void saysWhatIsWrongWithAllCasesAtOnce() throws IOException {
    Path file =
        test(
            """
              to: ratings.shop:9080
              cases:
                - {name: a, call: {to: "rating.shop:9080"}, expect: [only OK]}
                - {name: b, call: {from: webb}, expect: [only OK]}
                - {name: c, expect: ["plain: only OK"]}
                - {name: d, manifests: [no.yaml], expect: [only OK]}
                - {name: e, zones: [r], expect: [only OK]}
            """);
    ManifestSet sample = Manifests.read(List.of(SAMPLES.resolve("testing")));

    assertThatThrownBy(() -> foresee(file, Set.of(), given(sample)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("shop.yaml:7: case 'a': target rating.shop:9080")
        .hasMessageContaining(
            "shop.yaml:8: case 'b': client webb: the manifests have no such workload")
        .hasMessageContaining("shop.yaml:9: case 'c': expects nothing on the plane envoy")
        .hasMessageMatching("(?s).*shop.yaml:10: case 'd': .*no.yaml: no such file or folder.*")
        .hasMessageContaining("shop.yaml:11: case 'e': zone r: write region/zone, or none");
  }

  @Test
  void saysOnceWhereThereIsNoMesh() throws IOException {
    Path file =
        test(
            """
              to: shop:80
              cases: [{name: a, expect: [only OK]}, {name: b, expect: [only OK]}]
            """);

    assertThatThrownBy(() -> foresee(file, Set.of(), GivenManifests.NONE))
        .isInstanceOf(BadInput.class)
        .hasMessageMatching(".*shop\\.yaml: spec\\.manifests: has no Service.*");
  }

  @Test
  void decidesOfAChangeWhatThePredictionsBeforeAndAfterDecide() throws IOException {
    assertThat(
            verdicts(
                "{after: 1s, lose: r/a}",
                "only zone=b at last",
                "only zone=b within 2s",
                "only zone=a at last",
                "only OK",
                "only PERMISSION_DENIED",
                "some UNAVAILABLE at last"))
        .containsExactly("undecided", "failed", "passed", "undecided", "failed", "undecided");
    assertThat(verdicts("{after: 1s, scale: {ratings-v2: 0}}", "only OK at last", "only OK"))
        .containsExactly("failed", "failed");
    assertThat(verdicts("{after: 1s, notServing: ratings-v1}", "only OK at last"))
        .containsExactly("undecided");
  }

  /** The verdicts on expectations; those of all calls come first. */
  private List<String> verdicts(String change, String... expectations) throws IOException {
    Path file =
        test(
            """
              to: ratings.shop:9080
              from: shop/web
              zones: [r/a, r/b]
              replicas: {ratings-v2: 2}
              cases: [{name: a, changes: [%s], expect: [%s]}]
            """
                .formatted(change, String.join(", ", expectations)));
    ManifestSet sample = Manifests.read(List.of(SAMPLES.resolve("testing")));
    return foresee(file, Set.of(), given(sample)).get(0).cases().get(0).met().stream()
        .map(met -> Verdict.of(met.outcome()).word())
        .toList();
  }

  @Test
  void refusesChangesOfWhatIsNotThere() throws IOException {
    Path file =
        test(
            """
              to: ratings.shop:9080
              replicas: {rating-v1: 3}
              cases:
                - {name: a, changes: [{after: 1s, kill: ratings-v3}], expect: [only OK]}
                - {name: b, changes: [{after: 1s, lose: r/c}], zones: [r/a], expect: [only OK]}
                - {name: c, changes: [{after: 1s, apply: [no.yaml]}], expect: [only OK]}
                - {name: d, changes: [{after: 1s, kill: web}], planes: [gateway], expect: [only OK]}
            """);
    ManifestSet sample = Manifests.read(List.of(SAMPLES.resolve("testing")));

    assertThatThrownBy(() -> foresee(file, Set.of(), given(sample)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(
            "shop.yaml:8: case 'a': replicas: the manifests have no workload 'rating-v1'")
        .hasMessageContaining(
            "shop.yaml:8: case 'a': changes: the manifests have no workload 'ratings-v3'; did you"
                + " mean ratings-v1?")
        .hasMessageContaining("shop.yaml:9: case 'b': lose: the manifests have no place 'r/c'")
        .hasMessageContaining("no.yaml: no such file")
        .hasMessageContaining("shop.yaml:11: case 'd': a gateway does not change while it is open");
  }

  @Test
  void namesTheRuleOfAGrpcRouteThatDecided() throws IOException {
    Path file =
        test(
            """
              to: server.service-mesh-lab.svc.cluster.local:50051
              cases:
                - {name: a, call: {metadata: {x-canary: "no"}}, expect: [only version=v2]}
            """);
    ManifestSet mesh =
        Manifests.read(
            List.of(
                Path.of("../k8s"),
                Path.of("../k8s/v2"),
                Path.of("../istio/gateway-api/canary-header.yaml")));

    assertThat(ProofText.print(foresee(file, Set.of(), given(mesh)), true, Page.plain(1000)))
        .containsPattern(
            "rule spec.rules\\[1\\] of GRPCRoute service-mesh-lab/server \\(.*canary-header.yaml:\\d+\\)"
                + " takes the calls")
        .containsPattern(
            "rule spec.rules\\[0\\] of GRPCRoute .*:\\d+\\) does not take them: it asks for"
                + " x-canary=true");
  }

  @Test
  void writesFormsForPrograms() {
    ManifestSet typo = Manifests.read(List.of(SAMPLES.resolve("testing/broken/header-typo.yaml")));
    List<TestResult> results =
        foresee(
            SAMPLES.resolve("testing"),
            Set.of(),
            new GivenManifests(Optional.empty(), Optional.of(typo)));

    assertThat(ProofJUnit.print(results, true))
        .contains("<testsuite name=\"ratings\"")
        .contains("tests=\"8\" failures=\"2\"")
        .contains("name=\"testers go to v2, envoy\"")
        .contains("line=\"13\"")
        .contains(
            "<failure message=\"expected only version=v2, found version=v2 10.0%\">route rest");
    assertThat(ProofJson.print(results, true))
        .contains("\"predictedOnly\" : true")
        .contains("\"verdict\" : \"failed\"")
        .contains("\"name\" : \"testers go to v2\"");
  }

  private static List<TestResult> foresee(Path place, Set<Plane> planes, GivenManifests given) {
    return new Proof(
            MeshTests.in(List.of(place)), new ProofSettings(planes, null, WarmUpLimit.OFF), given)
        .foresee();
  }
}
