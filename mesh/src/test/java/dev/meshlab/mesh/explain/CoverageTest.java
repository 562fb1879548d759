package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The verdict of explain on every field of every kind, held against the page of them all and
 * against the resources that config prints. All fields are tried once, for all tests.
 */
@Tag("slow")
class CoverageTest {

  private static final Path PAGE = Path.of("../docs/istio-coverage.md");
  private static final String UPDATE = "meshlab.update";
  private static final String COMMAND =
      "mvn -pl mesh test -Dtest=CoverageTest -D" + UPDATE + "=true";

  /** Rules that translations route and balance by. */
  private static final Set<String> RULES = Set.of("DestinationRule", "VirtualService", "GRPCRoute");

  /** Its sample is the default, with which nothing changes. */
  private static final String DEFAULT = "VirtualService http[].retries.retryIgnorePreviousHosts";

  private static List<Coverage.Kind> kinds = List.of();

  /** A field that the proxyless plane ignores, and the reason that explain gives. */
  private record Ignored(String field, String reason, Coverage.Row row) {

    /** True if the resources change with the field. */
    boolean changesResources() {
      return !config(row.with()).equals(config(row.without()));
    }
  }

  @BeforeAll
  static void tryAllFields() {
    kinds = new Coverage().kinds();
  }

  @Test
  void pageSaysWhatExplainSays() throws IOException {
    assertThat(kinds).flatExtracting(Coverage.Kind::unexpected).isEmpty();
    assertThat(kinds)
        .flatExtracting(Coverage.Kind::rows)
        .as("fields whose sample does not hold them")
        .filteredOn(row -> row.verdicts().size() < Plane.values().length)
        .isEmpty();
    String page = CoveragePage.of(kinds, COMMAND);
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/istio-coverage.md is out of date; write it anew: " + COMMAND)
        .isEqualTo(page);
  }

  @Test
  void fieldThatIsNotEmittedChangesNothing() {
    assertThatIgnored("does not emit").isNotEmpty().filteredOn(Ignored::changesResources).isEmpty();
  }

  @Test
  void fieldThatIsSentChangesTheResources() {
    assertThatIgnored("istiod sends it")
        .extracting(Ignored::field)
        .contains("VirtualService http[].rewrite.uri", "VirtualService http[].mirror.host");
    assertThatIgnored("istiod sends it")
        .filteredOn(field -> !field.changesResources())
        .extracting(Ignored::field)
        .containsExactly(DEFAULT);
  }

  private static ListAssert<Ignored> assertThatIgnored(String reason) {
    return assertThat(
        kinds.stream()
            .filter(kind -> RULES.contains(kind.name()))
            .flatMap(
                kind ->
                    kind.rows().stream()
                        .filter(CoverageTest::isIgnored)
                        .map(row -> ignored(kind.name(), row)))
            .filter(field -> field.reason().contains(reason))
            .toList());
  }

  private static boolean isIgnored(Coverage.Row row) {
    FieldVerdict verdict = row.verdicts().get(Plane.PROXYLESS);
    return verdict != null && verdict.verdict() == Verdict.IGNORED;
  }

  private static Ignored ignored(String kind, Coverage.Row row) {
    return new Ignored(kind + " " + row.path(), row.verdicts().get(Plane.PROXYLESS).reason(), row);
  }

  private static List<String> config(String manifests) {
    Mesh mesh = Mesh.of(Manifests.parse("m.yaml", manifests));
    Resources sent = ProxylessView.translate(mesh, Coverage.CLIENT);
    return List.of(
        CanonicalJson.array(sent.clusters()),
        CanonicalJson.array(sent.listeners()),
        CanonicalJson.array(sent.routes()));
  }
}
