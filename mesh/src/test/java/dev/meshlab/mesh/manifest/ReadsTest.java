package dev.meshlab.mesh.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadsTest {

  private final Document rule =
      Manifests.parse(
              "r.yaml",
              """
              apiVersion: networking.istio.io/v1
              kind: DestinationRule
              metadata: {name: d, labels: {team: blue}}
              spec:
                host: server
                trafficPolicy:
                  loadBalancer: {simple: RANDOM}
                  outlierDetection: {}
                subsets:
                - name: v1
                  labels: {version: v1}
                exportTo: []
              """)
          .documents()
          .get(0);

  private final Reads reads = new Reads();
  private final Fields spec = Fields.of(rule, reads).below("spec");

  @Test
  void listsWhatNobodyReadWithItsLine() {
    assertThat(reads.unread(rule))
        .extracting(unread -> unread.position().line() + " " + unread.path())
        .containsExactly(
            "5 spec.host",
            "7 spec.trafficPolicy.loadBalancer.simple",
            "8 spec.trafficPolicy.outlierDetection",
            "10 spec.subsets[0].name",
            "11 spec.subsets[0].labels.version",
            "12 spec.exportTo");
  }

  @Test
  void forgetsWhatWasRead() {
    Fields policy = spec.below("trafficPolicy");
    spec.string("host");
    spec.strings("exportTo");
    policy.below("loadBalancer").string("simple");
    policy.below("outlierDetection").integer("interval");
    spec.children("subsets").forEach(subset -> subset.stringMap("labels"));

    assertThat(paths()).containsExactly("spec.subsets[0].name");
  }

  @Test
  void countsAnEmptyMappingAsReadOnlyWhenLookedInto() {
    spec.below("trafficPolicy").child("outlierDetection");

    assertThat(paths()).contains("spec.trafficPolicy.outlierDetection");
  }

  @Test
  void doesNotCountALookAside() {
    spec.unnoted().string("host");
    spec.has("host");

    assertThat(paths()).contains("spec.host");
  }

  @Test
  void countsAFieldThatIsHeeded() {
    spec.heed("host", "absent");

    assertThat(paths()).isNotEmpty().doesNotContain("spec.host");
  }

  private List<String> paths() {
    return reads.unread(rule).stream().map(Reads.Unread::path).toList();
  }
}
