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
        .contains("5 of 7 cases passed, 2 failed, by prediction alone");
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
        .hasSize(5);
  }

  @Test
  void saysWhatIsWrongWithAllCasesAtOnce() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("shop.yaml"),
            """
            apiVersion: meshlab.dev/v1
            kind: MeshTest
            metadata: {name: shop}
            spec:
              to: ratings.shop:9080
              cases:
                - {name: a, call: {to: "rating.shop:9080"}, expect: [only OK]}
                - {name: b, call: {from: webb}, expect: [only OK]}
                - {name: c, expect: ["plain: only OK"]}
            """);
    ManifestSet sample = Manifests.read(List.of(SAMPLES.resolve("testing")));

    assertThatThrownBy(() -> foresee(file, Set.of(), given(sample)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("shop.yaml:7: case 'a': --target rating.shop:9080")
        .hasMessageContaining(
            "shop.yaml:8: case 'b': --client webb: the manifests have no such workload")
        .hasMessageContaining("shop.yaml:9: case 'c': expects nothing on the plane envoy");
  }

  @Test
  void saysOnceWhereThereIsNoMesh() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("shop.yaml"),
            """
            apiVersion: meshlab.dev/v1
            kind: MeshTest
            metadata: {name: shop}
            spec:
              to: shop:80
              cases: [{name: a, expect: [only OK]}, {name: b, expect: [only OK]}]
            """);

    assertThatThrownBy(() -> foresee(file, Set.of(), GivenManifests.NONE))
        .isInstanceOf(BadInput.class)
        .hasMessageMatching(".*shop\\.yaml: spec\\.manifests: has no Service.*");
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
        .contains("tests=\"7\" failures=\"2\"")
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
