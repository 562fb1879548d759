package dev.meshlab.lab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.prediction.Aborted;
import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Bounded;
import dev.meshlab.lab.prediction.Ejection;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Faulted;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.Limited;
import dev.meshlab.lab.prediction.Mirror;
import dev.meshlab.lab.prediction.Mirrored;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Retrying;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.lab.prediction.TimeLimit;
import dev.meshlab.lab.verdict.Verdict.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

  private static final List<String> PODS = List.of("a", "b", "c");

  private static Observation oneConnection(long a, long b, long c) {
    Map<String, Long> replies = replies(a, b, c);
    return Seen.of(replies, List.of(replies), Map.of("OK", a + b + c));
  }

  private static Map<String, Long> replies(long a, long b, long c) {
    Map<String, Long> replies = new java.util.HashMap<>(Map.of("a", a, "b", b, "c", c));
    replies.values().removeIf(count -> count == 0);
    return replies;
  }

  private static PerCall balanced(Balancing balancing) {
    return new PerCall(List.of(new Group("all", 1, balancing, PODS)), new Rotations.OfWorkers(1));
  }

  @Test
  void saysNothingWhenNoCallFinished() {
    Observation nothing = Seen.of(Map.of(), List.of(), Map.of());

    assertThat(Judge.judge(balanced(Balancing.ROTATION), nothing).outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Nested
  class Rotation {

    @ParameterizedTest
    @CsvSource({
      "1000, 1000, 1000, AGREES",
      "1000, 1000, 1001, AGREES",
      "1001,  999, 1000, AGREES",
      "1001, 1001,  998, DISAGREES",
      "3000,    0,    0, DISAGREES",
      "1010,  995,  995, DISAGREES"
    })
    void allowsEachCountToDifferFromAnEvenPartByOne(long a, long b, long c, Outcome expected) {
      assertThat(Judge.judge(balanced(Balancing.ROTATION), oneConnection(a, b, c)).outcome())
          .isEqualTo(expected);
    }

    @Test
    void allowsOneMoreForEachWorkerOfTheProxy() {
      PerCall twoWorkers =
          new PerCall(
              List.of(new Group("all", 1, Balancing.ROTATION, PODS)), new Rotations.OfWorkers(2));

      assertThat(Judge.judge(twoWorkers, oneConnection(1002, 999, 999)).outcome())
          .isEqualTo(Outcome.AGREES);
      assertThat(Judge.judge(twoWorkers, oneConnection(1003, 999, 998)).outcome())
          .isEqualTo(Outcome.DISAGREES);
    }

    @Test
    void isHeldAgainstEachConnectionWhereChannelsBalanceForThemselves() {
      PerCall channels =
          new PerCall(
              List.of(new Group("all", 1, Balancing.ROTATION, PODS)),
              new Rotations.OfConnections());
      Observation evenInSumOnly =
          Seen.of(
              replies(200, 200, 200),
              List.of(replies(200, 100, 0), replies(0, 100, 200)),
              Map.of("OK", 600L));

      assertThat(Judge.judge(channels, evenInSumOnly).outcome()).isEqualTo(Outcome.DISAGREES);
    }
  }

  /** Pod b is sick: some of its attempts are made again, at most as many as there are retries. */
  @Nested
  class Retried {

    private Observation sick(long a, long b, long c, long unheard, long retries) {
      long calls = a + b + c - unheard;
      Map<String, Long> replies = replies(a, b - unheard, c);
      return Seen.of(
          replies,
          List.of(replies),
          Map.of("OK", calls),
          new Attempts(
              replies(a, b, c),
              unheard == 0 ? Map.of() : Map.of("b", unheard),
              Interventions.ofRetries(retries)));
    }

    private PerCall retrying(Balancing balancing, long passes) {
      return new PerCall(
          List.of(new Group("all", 1, balancing, PODS)),
          new Rotations.OfWorkers(1),
          new Retrying("unavailable", passes));
    }

    @ParameterizedTest
    @CsvSource({
      "0, 1500, 1500, 1500, 1500, 1500, AGREES",
      "0, 1500, 1499, 1500, 1499, 1499, AGREES",
      "0, 1500, 1150, 1500, 1150, 1150, DISAGREES",
      "5, 1500, 1150, 1500, 1150, 1150, AGREES",
      "5, 1500, 1150, 1400, 1150, 1150, DISAGREES",
      "5, 1400, 1500, 1500, 1150, 1150, DISAGREES",
      "5, 1000,  994, 1000,    1,    1, AGREES",
      "5, 1000,  993, 1000,    1,    1, DISAGREES",
      "0, 1000,  990, 1000,    0,    9, AGREES",
      "0, 1000,  989, 1000,    0,    9, DISAGREES"
    })
    void attemptsTakeTurnsButForThosePassedOverOrLost(
        long passes, long a, long b, long c, long unheard, long retries, Outcome expected) {
      assertThat(
              Judge.judge(retrying(Balancing.ROTATION, passes), sick(a, b, c, unheard, retries))
                  .outcome())
          .isEqualTo(expected);
    }

    /** Pod b fails some attempts, and its calls are made again at itself. */
    @ParameterizedTest
    @CsvSource({
      "1000, 3000, 1000, 2000, AGREES",
      "1000, 2999, 1000, 2000, AGREES",
      "1000, 2998, 1000, 2000, DISAGREES",
      "1500, 1500, 1500, 1000, DISAGREES"
    })
    void attemptsStayAtThePodThatTheClientDialled(
        long a, long b, long c, long retries, Outcome expected) {
      assertThat(
              Judge.judge(retrying(Balancing.CLIENT_ROTATION, 5), sick(a, b, c, retries, retries))
                  .outcome())
          .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
      "RANDOM, 1500, 1000, 1500, 1000, AGREES",
      "RANDOM, 2700, 1000,  300, 1000, DISAGREES",
      "LEAST_REQUEST, 1200, 1600, 1200, 1000, AGREES",
      "LEAST_REQUEST, 3300,  400,  300, 1000, DISAGREES"
    })
    void firstAttemptsSpreadAsChanceSpreadsThemWhereverRetriesGo(
        Balancing balancing, long a, long b, long c, long retries, Outcome expected) {
      long unheard = Math.min(b, retries);

      assertThat(Judge.judge(retrying(balancing, 5), sick(a, b, c, unheard, retries)).outcome())
          .isEqualTo(expected);
    }

    @Test
    void callsThatFailInSpiteOfItDisagree() {
      Observation exhausted =
          Seen.of(
              replies(999, 0, 1000),
              List.of(),
              Map.of("OK", 1999L, "UNAVAILABLE", 1L),
              new Attempts(
                  replies(1000, 1000, 1000), Map.of("b", 999L), Interventions.ofRetries(999)));

      assertThat(firstBroken(Judge.judge(retrying(Balancing.ROTATION, 0), exhausted)))
          .isEqualTo("1 of 2000 calls failed: UNAVAILABLE 1");
    }
  }

  @Nested
  class Pinned {

    private final PinnedConnections prediction = new PinnedConnections(Balancing.RANDOM, PODS);

    private Observation pinned(int onA, int onB, int onC) {
      List<Map<String, Long>> connections = new ArrayList<>();
      for (int i = 0; i < onA + onB + onC; i++) {
        connections.add(Map.of(i < onA ? "a" : i < onA + onB ? "b" : "c", 100L));
      }
      return Seen.of(
          replies(100L * onA, 100L * onB, 100L * onC),
          connections,
          Map.of("OK", 100L * (onA + onB + onC)));
    }

    @Test
    void agreesWhenTheOneConnectionStayedOnOnePod() {
      assertThat(Judge.judge(prediction, oneConnection(0, 3000, 0)).outcome())
          .isEqualTo(Outcome.AGREES);
    }

    @Test
    void disagreesWhenOneCallOfAConnectionWentElsewhere() {
      assertThat(Judge.judge(prediction, oneConnection(0, 2999, 1)).outcome())
          .isEqualTo(Outcome.DISAGREES);
    }

    @ParameterizedTest
    @CsvSource({"10, 10, 10, AGREES", "17, 8, 5, AGREES", "30, 0, 0, DISAGREES"})
    void expectsConnectionsToSpreadAsChanceSpreadsThem(int a, int b, int c, Outcome expected) {
      assertThat(Judge.judge(prediction, pinned(a, b, c)).outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 30, 0, AGREES", "0, 29, 1, DISAGREES", "10, 10, 10, DISAGREES"})
    void expectsTheConnectionsOfOneClientTogetherWhereTheServiceHasAffinity(
        int a, int b, int c, Outcome expected) {
      PinnedConnections together =
          new PinnedConnections(Balancing.RANDOM, PODS, Optional.of("sessionAffinity"));

      assertThat(Judge.judge(together, pinned(a, b, c)).outcome()).isEqualTo(expected);
    }

    @Test
    void disagreesWhenAPodAnsweredThatIsNotOfTheService() {
      Observation stranger = Seen.of(Map.of("x", 5L), List.of(Map.of("x", 5L)), Map.of("OK", 5L));

      assertThat(firstBroken(Judge.judge(prediction, stranger))).contains("x");
    }
  }

  @Nested
  class Weighted {

    private final PerCall canary =
        new PerCall(
            List.of(
                new Group("v1", 0.9, Balancing.ROTATION, List.of("a", "b")),
                new Group("v2", 0.1, Balancing.ROTATION, List.of("c"))),
            new Rotations.OfWorkers(1));

    @ParameterizedTest
    @CsvSource({
      "1350, 1350, 300, AGREES",
      "1360, 1360, 280, AGREES",
      "1320, 1380, 300, DISAGREES",
      "1050, 1050, 900, DISAGREES",
      "1450, 1450, 100, DISAGREES"
    })
    void testsTheDrawBetweenTheGroupsAndTheBalanceWithinEach(
        long a, long b, long c, Outcome expected) {
      Verdict verdict = Judge.judge(canary, oneConnection(a, b, c));

      assertThat(verdict.outcome()).isEqualTo(expected);
      assertThat(verdict.pValue()).isNotNull();
    }

    @Test
    void countsFailuresForADestinationWithoutEndpoints() {
      PerCall halfMissing =
          new PerCall(
              List.of(
                  new Group("v1", 0.5, Balancing.ROTATION, List.of("a")),
                  Group.silent("v2", 0.5, "it has no ready pod")),
              new Rotations.OfWorkers(1));
      Observation half =
          Seen.of(
              Map.of("a", 500L),
              List.of(Map.of("a", 500L)),
              Map.of("OK", 500L, "UNAVAILABLE", 500L));

      assertThat(Judge.judge(halfMissing, half).outcome()).isEqualTo(Outcome.AGREES);
    }

    @Test
    void testsEachPodsOwnShareWhenGroupsOverlap() {
      PerCall overlapping =
          new PerCall(
              List.of(
                  new Group("all", 0.5, Balancing.ROTATION, List.of("a", "b")),
                  new Group("one", 0.5, Balancing.ROTATION, List.of("a"))),
              new Rotations.OfWorkers(1));

      assertThat(Judge.judge(overlapping, oneConnection(750, 250, 0)).outcome())
          .isEqualTo(Outcome.AGREES);
      assertThat(Judge.judge(overlapping, oneConnection(500, 500, 0)).outcome())
          .isEqualTo(Outcome.DISAGREES);
    }
  }

  @Nested
  class Failures {

    @Test
    void makeAVerdictDisagreeUnlessTheyWerePredicted() {
      Observation oneFailed =
          Seen.of(
              replies(100, 100, 100),
              List.of(replies(100, 100, 100)),
              Map.of("OK", 300L, "UNAVAILABLE", 1L));

      Verdict verdict = Judge.judge(balanced(Balancing.ROTATION), oneFailed);

      assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
      assertThat(firstBroken(verdict)).contains("1 of 301 calls failed: UNAVAILABLE 1");
    }

    @Test
    void agreeWhenEveryCallWasPredictedToFail() {
      Prediction failing = new EveryCallFails("UNAVAILABLE", "no endpoint");
      Observation failed = Seen.of(Map.of(), List.of(), Map.of("UNAVAILABLE", 10L));

      assertThat(Judge.judge(failing, failed).outcome()).isEqualTo(Outcome.AGREES);
      assertThat(Judge.judge(failing, oneConnection(1, 0, 0)).outcome())
          .isEqualTo(Outcome.DISAGREES);
    }
  }

  @Nested
  class LeastRequest {

    @ParameterizedTest
    @CsvSource({
      "1000, 1000, 1000, AGREES",
      "1144,  884,  972, AGREES",
      "2600,  200,  200, DISAGREES"
    })
    void statesInequalitiesOnly(long a, long b, long c, Outcome expected) {
      Verdict verdict = Judge.judge(balanced(Balancing.LEAST_REQUEST), oneConnection(a, b, c));

      assertThat(verdict.outcome()).isEqualTo(expected);
      assertThat(verdict.pValue()).isNull();
    }
  }

  @Nested
  class Aborts {

    private static final Prediction HALF =
        new Aborted(0.5, "INTERNAL", balanced(Balancing.ROTATION));

    private static Observation aborted(long ended, long a, long b, long c) {
      return Seen.of(
          replies(a, b, c), List.of(replies(a, b, c)), Map.of("OK", a + b + c, "INTERNAL", ended));
    }

    @ParameterizedTest
    @CsvSource({
      "1500,  500,  500,  500, AGREES",
      "1450,  517,  517,  516, AGREES",
      "   0, 1000, 1000, 1000, DISAGREES",
      "1200,  600,  600,  600, DISAGREES",
      "1500,  600,  450,  450, DISAGREES",
    })
    void areDrawnAndTheOtherCallsHeldAgainstTheRest(
        long ended, long a, long b, long c, Outcome expected) {
      assertThat(Judge.judge(HALF, aborted(ended, a, b, c)).outcome()).isEqualTo(expected);
    }

    @Test
    void excuseNoFailureOfAnotherStatus() {
      Observation seen =
          Seen.of(
              replies(500, 500, 499),
              List.of(replies(500, 500, 499)),
              Map.of("OK", 1499L, "INTERNAL", 1500L, "UNAVAILABLE", 1L));

      assertThat(Judge.judge(HALF, seen).outcome()).isEqualTo(Outcome.DISAGREES);
    }

    @Test
    void mayLeaveNoCallToLookAt() {
      Prediction nearlyAll = new Aborted(0.999, "INTERNAL", balanced(Balancing.ROTATION));
      Observation seen = Seen.of(Map.of(), List.of(), Map.of("INTERNAL", 10L));

      assertThat(Judge.judge(nearlyAll, seen).outcome()).isEqualTo(Outcome.AGREES);
    }
  }

  @Nested
  class Mirrors {

    private static Observation copied(Map<String, Long> replies, Map<String, Long> copies) {
      Map<String, Long> served = new java.util.TreeMap<>(replies);
      copies.forEach((uuid, count) -> served.merge(uuid, count, Long::sum));
      long calls = replies.values().stream().mapToLong(Long::longValue).sum();
      return Seen.of(
          replies,
          List.of(replies),
          Map.of("OK", calls),
          new Attempts(served, copies, Interventions.NONE));
    }

    private static Prediction mirrored(double share, Balancing balancing) {
      return new Mirrored(List.of(new Mirror("shadow", share)), balanced(balancing));
    }

    @ParameterizedTest
    @CsvSource({
      "1.0, 3000, AGREES",
      "1.0, 2999, DISAGREES",
      "1.0, 0, DISAGREES",
      "0.5, 1500, AGREES",
      "0.5, 1450, AGREES",
      "0.5, 1000, DISAGREES",
      "0.5, 3000, DISAGREES",
    })
    void haveAsManyCopiesAsTheirShare(double share, long copies, Outcome expected) {
      Observation seen = copied(replies(1000, 1000, 1000), Map.of("shadow", copies));

      assertThat(Judge.judge(mirrored(share, Balancing.ROTATION), seen).outcome())
          .isEqualTo(expected);
    }

    @Test
    void leaveTheCallsThemselvesToTheirOwnModel() {
      Observation uneven = copied(replies(1500, 1500, 0), Map.of("shadow", 3000L));

      assertThat(Judge.judge(mirrored(1, Balancing.ROTATION), uneven).outcome())
          .isEqualTo(Outcome.DISAGREES);
    }

    /** With two pods, each call goes to one and its copy to the other. */
    @Test
    void takeTurnsWithTheCallsWhereTheyGoToTheSamePods() {
      Observation seen = copied(Map.of("a", 1000L), Map.of("b", 1000L));
      PerCall two =
          new PerCall(
              List.of(new Group("shadow", 1, Balancing.ROTATION, List.of("a", "b"))),
              new Rotations.OfWorkers(1));
      List<Mirror> itself = List.of(new Mirror("shadow", 1));

      assertThat(Judge.judge(new Mirrored(itself, two), seen).outcome())
          .isEqualTo(Outcome.DISAGREES);
      assertThat(
              Judge.judge(new Mirrored(itself, two.sharingRotationsWith(itself)), seen).outcome())
          .isEqualTo(Outcome.AGREES);
    }
  }

  @Test
  void aPodThatIsEjectedIsNotExpectedToAnswer() {
    Prediction left =
        balanced(Balancing.ROTATION)
            .without(Set.of(new Ejection("all", "b"), new Ejection("other", "c")));

    assertThat(Judge.judge(left, oneConnection(1500, 0, 1500)).outcome()).isEqualTo(Outcome.AGREES);
    assertThat(Judge.judge(left, oneConnection(1000, 1000, 1000)).outcome())
        .isEqualTo(Outcome.DISAGREES);
  }

  /** Calls that carry a key, or none, of which a ring hash makes a pod. */
  @Nested
  class Hashes {

    @ParameterizedTest
    @CsvSource({
      "CONSISTENT_HASH, 0, 3000, 0, AGREES",
      "CONSISTENT_HASH, 0, 2999, 1, DISAGREES",
      "CONSISTENT_HASH, 1000, 1000, 1000, DISAGREES",
      "HASH_WITHOUT_KEY, 900, 1200, 900, AGREES",
      "HASH_WITHOUT_KEY, 0, 3000, 0, DISAGREES",
      "HASH_WITHOUT_KEY, 0, 100, 0, AGREES"
    })
    void keepOneKeyOnOnePodAndSpreadCallsWithoutAKey(
        Balancing balancing, long a, long b, long c, Outcome expected) {
      assertThat(Judge.judge(balanced(balancing), oneConnection(a, b, c)).outcome())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"300, 0, 0, 300, AGREES", "300, 0, 1, 300, DISAGREES"})
  void aHashOfTheConnectionKeepsEachConnectionOnOnePod(
      long a1, long b1, long a2, long b2, Outcome expected) {
    List<Map<String, Long>> connections = List.of(replies(a1, b1, 0), replies(a2, b2, 0));
    Observation two =
        Seen.of(replies(a1 + a2, b1 + b2, 0), connections, Map.of("OK", a1 + b1 + a2 + b2));

    assertThat(Judge.judge(balanced(Balancing.HASH_OF_CONNECTION), two).outcome())
        .isEqualTo(expected);
  }

  /** Pod b fails every call that reaches it, because the calls ask it to. */
  @Nested
  class Faults {

    private static final List<Map.Entry<String, String>> SICK_B =
        List.of(Map.entry("rpc-behavior", "hostname=b error-code-14"));

    private Prediction asked(Prediction others) {
      return Faulted.of(others, SICK_B, PodLabels.NONE);
    }

    private Observation failedAt(String server, String status, long count) {
      Map<String, Long> replies = replies(1000, 0, 1000);
      Map<String, Long> served = new java.util.TreeMap<>(replies);
      served.merge("b", 1000L, Long::sum);
      return Seen.failing(
          replies,
          Map.of(server, Map.of(status, count)),
          new Attempts(served, Map.of(), Interventions.NONE));
    }

    @ParameterizedTest
    @CsvSource({
      "b, UNAVAILABLE, 1000, AGREES",
      "b, UNAVAILABLE,  900, DISAGREES",
      "b, INTERNAL,    1000, DISAGREES",
      "c, UNAVAILABLE, 1000, DISAGREES",
      "'', UNAVAILABLE, 1000, DISAGREES"
    })
    void failTheCallsOfTheirPodAndOfNoOther(
        String server, String status, long count, Outcome expected) {
      assertThat(
              Judge.judge(asked(balanced(Balancing.ROTATION)), failedAt(server, status, count))
                  .outcome())
          .isEqualTo(expected);
    }

    /** The client hears from the pod of the last attempt, so it cannot wait for the sick one. */
    @Test
    void hideTheirPodWhereRetriesAreMade() {
      Prediction retried =
          new PerCall(
              List.of(new Group("all", 1, Balancing.ROTATION, PODS)),
              new Rotations.OfWorkers(1),
              new Retrying("unavailable", 0));

      assertThat(asked(balanced(Balancing.ROTATION)).serversOfOneConnection()).isEqualTo(3);
      assertThat(asked(retried).serversOfOneConnection()).isEqualTo(2);
      assertThat(
              Faulted.of(
                      retried,
                      List.of(Map.entry("rpc-behavior", "midway-error-code-14")),
                      PodLabels.NONE)
                  .serversOfOneConnection())
          .as("a failure after the headers is not made again")
          .isEqualTo(3);
    }

    @Test
    void doNotLetTheirPodAnswer() {
      assertThat(
              firstBroken(
                  Judge.judge(
                      asked(balanced(Balancing.ROTATION)), oneConnection(1000, 1000, 1000))))
          .contains("answered OK although rpc-behavior asks them to fail: b 1000");
    }

    @Test
    void doNotExcuseAnUnevenBalance() {
      Map<String, Long> replies = replies(1500, 0, 500);
      Observation uneven =
          Seen.failing(
              replies,
              Map.of("b", Map.of("UNAVAILABLE", 1000L)),
              new Attempts(replies(1500, 1000, 500), Map.of(), Interventions.NONE));

      assertThat(Judge.judge(asked(balanced(Balancing.ROTATION)), uneven).outcome())
          .isEqualTo(Outcome.DISAGREES);
    }

    @Test
    void mayLeaveAPinnedConnectionWithoutAnAnswer() {
      Prediction pinned = asked(new PinnedConnections(Balancing.RANDOM, PODS));
      Observation onB =
          Seen.failing(
              Map.of(),
              Map.of("b", Map.of("UNAVAILABLE", 3000L)),
              new Attempts(Map.of("b", 3000L), Map.of(), Interventions.NONE));

      assertThat(Judge.judge(pinned, onB).outcome()).isEqualTo(Outcome.AGREES);
    }

    @Test
    void areNotThereWhereNothingAsksForThem() {
      PerCall healthy = balanced(Balancing.ROTATION);

      assertThat(Faulted.of(healthy, List.of(Map.entry("x", "y")), PodLabels.NONE))
          .isSameAs(healthy);
      assertThat(
              Faulted.of(
                  healthy,
                  List.of(Map.entry("rpc-behavior", "hostname=elsewhere keep-open")),
                  PodLabels.NONE))
          .isSameAs(healthy);
    }
  }

  /** A circuit breaker lets five calls through at once. */
  @Nested
  class Breakers {

    private final Bounded bounded =
        new Bounded(5, Bounded.Place.CLIENT, balanced(Balancing.ROTATION));

    private Observation refused(long a, long b, long c, long unavailable, long overflows) {
      return new Observation(
          replies(a, b, c),
          List.of(replies(a, b, c)),
          Map.of("", Map.of("UNAVAILABLE", unavailable)),
          new Attempts(replies(a, b, c), Map.of(), new Interventions(0, 0, overflows)),
          PodLabels.NONE);
    }

    @ParameterizedTest
    @CsvSource({
      "100, 100, 100, 0, 0, AGREES",
      "120, 100, 80, 0, 0, DISAGREES",
      "5, 3, 2, 290, 290, AGREES",
      "5, 3, 2, 290, 300, AGREES",
      "5, 3, 2, 290, 289, DISAGREES",
      "5, 3, 2, 290, 0, DISAGREES"
    })
    void refuseAsManyCallsAsTheyCount(
        long a, long b, long c, long unavailable, long overflows, Outcome expected) {
      assertThat(Judge.judge(bounded, refused(a, b, c, unavailable, overflows)).outcome())
          .isEqualTo(expected);
    }

    @Test
    void refuseCallsBecauseTheyAreAskedTo() {
      assertThat(bounded.asked()).containsExactly("UNAVAILABLE");
      assertThat(FailingCalls.seen(bounded, refused(5, 3, 2, 290, 290))).isEmpty();
    }

    @Test
    void letNoCallsThroughToOtherPods() {
      Observation strange =
          new Observation(
              Map.of("stranger", 10L),
              List.of(Map.of("stranger", 10L)),
              Map.of("", Map.of("UNAVAILABLE", 290L)),
              new Attempts(Map.of("stranger", 10L), Map.of(), new Interventions(0, 0, 290)),
              PodLabels.NONE);

      assertThat(Judge.judge(bounded, strange).outcome()).isEqualTo(Outcome.DISAGREES);
    }
  }

  /** A route gives its calls a second, and every pod sleeps for two. */
  @Nested
  class Limits {

    private final Limited limited =
        new Limited(TimeLimit.ofEnvoyRoute(Duration.ofSeconds(1)), balanced(Balancing.ROTATION));

    private Observation cut(long unavailable, long deadlineExceeded, long timeouts) {
      return new Observation(
          Map.of(),
          List.of(Map.of()),
          Map.of("", Map.of("UNAVAILABLE", unavailable, "DEADLINE_EXCEEDED", deadlineExceeded)),
          new Attempts(replies(20, 20, 20), Map.of(), new Interventions(0, timeouts, 0)),
          PodLabels.NONE);
    }

    @ParameterizedTest
    @CsvSource({
      "60, 0, 60, AGREES",
      "50, 10, 50, AGREES",
      "0, 60, 0, AGREES",
      "60, 0, 59, DISAGREES",
      "60, 0, 0, DISAGREES"
    })
    void cutCallsAsOftenAsTheProxyCountsIt(
        long unavailable, long deadlineExceeded, long timeouts, Outcome expected) {
      assertThat(Judge.judge(limited, cut(unavailable, deadlineExceeded, timeouts)).outcome())
          .isEqualTo(expected);
    }

    @Test
    void explainCallsThatAskForMoreTime() {
      Prediction sleeping =
          Faulted.of(limited, List.of(Map.entry("rpc-behavior", "sleep-2")), PodLabels.NONE);

      assertThat(Judge.judge(sleeping, cut(60, 0, 60)).outcome()).isEqualTo(Outcome.AGREES);
      assertThat(sleeping.asked()).containsExactlyInAnyOrder("UNAVAILABLE", "DEADLINE_EXCEEDED");
      assertThat(sleeping.serversOfOneConnection()).isZero();
    }
  }

  private static String firstBroken(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> !finding.holds())
        .findFirst()
        .orElseThrow()
        .text();
  }
}
