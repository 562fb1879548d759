package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The reason that explain gives of a field on the proxyless plane, held against the resources that
 * config prints for it: with the field, and without.
 */
@Tag("slow")
class SentFieldsTest {

  /** Rules that translations route and balance by. */
  private static final Set<String> RULES = Set.of("DestinationRule", "VirtualService", "GRPCRoute");

  /** Its sample is the default, with which nothing changes. */
  private static final String DEFAULT = "VirtualService http[].retries.retryIgnorePreviousHosts";

  /** A field, the reason that explain gives, and whether the resources change with it. */
  private record Sent(String field, String reason, boolean changes) {}

  private static final List<Sent> FIELDS = new ArrayList<>();

  @BeforeAll
  static void translate() {
    for (Coverage.Kind kind : new Coverage().kinds()) {
      if (RULES.contains(kind.name())) {
        kind.rows().forEach(row -> add(kind.name(), row));
      }
    }
  }

  private static void add(String kind, Coverage.Row row) {
    FieldVerdict verdict = row.verdicts().get(Plane.PROXYLESS);
    if (verdict != null && verdict.verdict() == Verdict.IGNORED) {
      boolean changes = !config(row.with()).equals(config(row.without()));
      FIELDS.add(new Sent(kind + " " + row.path(), verdict.reason(), changes));
    }
  }

  private static List<String> config(String manifests) {
    Mesh mesh = Mesh.of(Manifests.parse("m.yaml", manifests));
    Resources sent = ProxylessView.translate(mesh, Coverage.CLIENT);
    return List.of(
        CanonicalJson.array(sent.clusters()),
        CanonicalJson.array(sent.listeners()),
        CanonicalJson.array(sent.routes()));
  }

  @Test
  void fieldThatIsNotEmittedChangesNothing() {
    assertThat(FIELDS)
        .filteredOn(field -> field.reason().contains("does not emit"))
        .isNotEmpty()
        .filteredOn(Sent::changes)
        .isEmpty();
  }

  @Test
  void fieldThatIsSentChangesTheResources() {
    assertThat(FIELDS)
        .filteredOn(field -> field.reason().contains("istiod sends it"))
        .extracting(Sent::field)
        .contains("VirtualService http[].rewrite.uri", "VirtualService http[].mirror.host");
    assertThat(FIELDS)
        .filteredOn(field -> field.reason().contains("istiod sends it"))
        .filteredOn(field -> !field.changes())
        .extracting(Sent::field)
        .containsExactly(DEFAULT);
  }
}
