package dev.meshlab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SinglePodNoteTest {

  private static final List<PlaneReport> TWO_PODS = ReportFixture.report().planes();

  @Test
  void namesReplicasWhereEveryTargetHasOnePod() {
    assertThat(SinglePodNote.notes(List.of(ReportFixture.ofOnePod())))
        .singleElement()
        .asString()
        .contains("--replicas 3");
  }

  @Test
  void areSilentWhereATargetHasSeveral() {
    assertThat(SinglePodNote.notes(List.of(ReportFixture.ofOnePod(), TWO_PODS.get(0)))).isEmpty();
  }

  @Test
  void areSilentWhereNothingWasMeasured() {
    assertThat(SinglePodNote.notes(TWO_PODS.subList(2, 4))).isEmpty();
  }
}
