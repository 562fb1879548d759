package dev.meshlab.lab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.PodLabels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExcusedTest {

  private static final Attempts SERVED = attempts(Map.of("a", 12L, "b", 15L), 0);

  @Test
  void countsAFailureThatWasAskedForAsAnAnswerOfThePodThatReportedIt() {
    Excused excused =
        Excused.of(seen(Map.of("b", Map.of("ABORTED", 5L)), SERVED), ExcusedTest::aborted);

    assertThat(excused.calls()).isEqualTo(5);
    assertThat(excused.seen().replies()).isEqualTo(Map.of("a", 10L, "b", 15L));
    assertThat(excused.seen().failed()).isZero();
  }

  @Test
  void keepsTheFailuresThatWereNotAskedFor() {
    Excused excused =
        Excused.of(
            seen(
                Map.of(
                    "b", Map.of("ABORTED", 5L, "INTERNAL", 2L),
                    "a", Map.of("INTERNAL", 1L)),
                SERVED),
            ExcusedTest::aborted);

    assertThat(excused.calls()).isEqualTo(5);
    assertThat(excused.seen().failures())
        .isEqualTo(Map.of("b", Map.of("INTERNAL", 2L), "a", Map.of("INTERNAL", 1L)));
  }

  @Test
  void asksOfEachFailureWhichPodReportedIt() {
    Excused excused =
        Excused.of(
            seen(Map.of("a", Map.of("ABORTED", 3L), "b", Map.of("ABORTED", 5L)), SERVED),
            (uuid, status) -> Set.of("b").contains(uuid));

    assertThat(excused.calls()).isEqualTo(5);
    assertThat(excused.seen().failures()).isEqualTo(Map.of("a", Map.of("ABORTED", 3L)));
  }

  /** Of a call that was cut from outside, only the server's ledger knows where it went. */
  @Test
  void takesTheCountsOfTheServersWhereAPodDidNotNameItself() {
    Excused excused =
        Excused.of(seen(Map.of("", Map.of("ABORTED", 5L)), SERVED), ExcusedTest::aborted);

    assertThat(excused.calls()).isEqualTo(5);
    assertThat(excused.seen().replies()).isEqualTo(SERVED.byPod());
  }

  @Test
  void countsNoCallTwiceWhereOthersFailedToo() {
    Excused excused =
        Excused.of(
            seen(
                Map.of("", Map.of("ABORTED", 5L, "INTERNAL", 2L), "b", Map.of("INTERNAL", 1L)),
                attempts(Map.of("a", 12L, "b", 16L), 0)),
            ExcusedTest::aborted);

    assertThat(excused.seen().calls()).isEqualTo(28);
    assertThat(excused.seen().failed()).isEqualTo(3);
    assertThat(excused.seen().replies()).isEqualTo(Map.of("a", 12L, "b", 13L));
  }

  /** There the servers have counted attempts of which the client has heard nothing. */
  @Test
  void leavesCallsWithoutAPodOutWhereSomeWereMadeAgain() {
    Excused excused =
        Excused.of(
            seen(
                Map.of("", Map.of("ABORTED", 5L), "b", Map.of("ABORTED", 1L)),
                attempts(SERVED.byPod(), 7)),
            ExcusedTest::aborted);

    assertThat(excused.calls()).isEqualTo(6);
    assertThat(excused.seen().replies()).isEqualTo(Map.of("a", 10L, "b", 11L));
  }

  @Test
  void doesNotJudgeWhereCallsEndedThatNoServerAnsweredAndSomeWereMadeAgain() {
    Excused excused =
        Excused.of(
            new Observation(
                Map.of(),
                List.of(Map.of()),
                Map.of("", Map.of("ABORTED", 5L)),
                attempts(Map.of("a", 7L), 2),
                new PodLabels(Map.of())),
            ExcusedTest::aborted);

    Verdict verdict = excused.others(new PinnedConnections(Balancing.RANDOM, List.of("a", "b")));

    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.AGREES);
    assertThat(verdict.findings().get(0).text()).startsWith("not judged: which pods got the calls");
  }

  @Test
  void addsToTheOnlyConnectionWhatItKnowsOfAllAndToNoneOfSeveral() {
    Map<String, Map<String, Long>> failures = Map.of("b", Map.of("ABORTED", 5L));
    List<Map<String, Long>> two = List.of(Map.of("a", 10L), Map.of("b", 10L));

    assertThat(Excused.of(seen(failures, SERVED), ExcusedTest::aborted).seen().connections())
        .containsExactly(Map.of("a", 10L, "b", 15L));
    assertThat(
            Excused.of(
                    new Observation(
                        Map.of("a", 10L, "b", 10L), two, failures, SERVED, PodLabels.NONE),
                    ExcusedTest::aborted)
                .seen()
                .connections())
        .isEqualTo(two);
  }

  @Test
  void changesNothingWhereNoFailureIsExcused() {
    Observation seen = seen(Map.of("b", Map.of("INTERNAL", 5L)), SERVED);

    assertThat(Excused.of(seen, ExcusedTest::aborted)).isEqualTo(new Excused(0, seen));
  }

  private static Observation seen(Map<String, Map<String, Long>> failures, Attempts attempts) {
    return Seen.failing(Map.of("a", 10L, "b", 10L), failures, attempts);
  }

  private static boolean aborted(String uuid, String status) {
    return status.equals("ABORTED");
  }

  private static Attempts attempts(Map<String, Long> byPod, long retries) {
    return new Attempts(byPod, Map.of(), Interventions.ofRetries(retries));
  }
}
