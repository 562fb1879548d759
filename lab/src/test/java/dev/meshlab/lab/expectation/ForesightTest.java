package dev.meshlab.lab.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.expectation.Foresight.Outcome;
import dev.meshlab.lab.prediction.Aborted;
import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Bounded;
import dev.meshlab.lab.prediction.Denial;
import dev.meshlab.lab.prediction.Denied;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Faulted;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Rotations;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions for three pods: a and b of version v1, c of v2. */
class ForesightTest {

  private static final PodLabels PODS =
      new PodLabels(
          Map.of(
              "a", pod("server-1", "v1", "server"),
              "b", pod("server-2", "v1", "server"),
              "c", pod("server-v2-1", "v2", "server-v2")));

  private static final Rotations ONE_WORKER = new Rotations.OfWorkers(1);

  private static final Prediction CANARY =
      calls(
          new Group("v1", 0.9, Balancing.ROTATION, List.of("a", "b")),
          new Group("v2", 0.1, Balancing.ROTATION, List.of("c")));

  private static PodLabel pod(String name, String version, String workload) {
    return new PodLabel(name, "shop", version, "")
        .of(workload)
        .in(Set.of(version.equals("v1") ? "stable" : "next"), Set.of("shop.shop"));
  }

  private static Prediction calls(Group... groups) {
    return new PerCall(List.of(groups), ONE_WORKER);
  }

  private static Prediction all(Balancing balancing) {
    return calls(new Group("all", 1, balancing, List.of("a", "b", "c")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version=v1 90%, version=v2 10%          | MET
          version=v1 91%                          | MISSED
          version=v3 0%                           | MET
          version=v1 90.4%                        | MISSED
          version=v1 10%, version=v2 90%          | MISSED
          subset=stable 90%, subset=next 10%      | MET
          workload=server 90%                     | MET
          workload=server-v2 90%                  | MISSED
          pod=server-1 45%                        | MET
          namespace=shop 100%                     | MET
          only version=v1                         | MISSED
          only namespace=shop                     | MET
          no version=v3                           | MET
          no version=v2                           | MISSED
          some version=v2                         | MET
          some version=v3                         | MISSED
          only OK                                 | MET
          no UNAVAILABLE                          | MET
          some UNAVAILABLE                        | MISSED
          version=v2 below 15%                    | MET
          version=v2 above 15%                    | MISSED
          even                                    | MISSED
          even among version=v1                   | MET
          several pods                            | MET
          one pod                                 | MISSED
          pinned                                  | MISSED
          served above 150%                       | UNDECIDED
          some retried                            | UNDECIDED
          """)
  void decidesWhatACanaryDecides(String line, Outcome outcome) throws InvalidExpectation {
    assertThat(foreseen(CANARY, line)).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ROTATION         | even                    | MET
          ROTATION         | even within 1           | MET
          RANDOM           | even within 1           | UNDECIDED
          LEAST_REQUEST    | even                    | MET
          ROTATION         | version=v1 66.7%        | MET
          ROTATION         | version=v1 67%          | MET
          ROTATION         | version=v1 66%          | MISSED
          CONSISTENT_HASH  | one pod                 | MET
          CONSISTENT_HASH  | pinned                  | MET
          CONSISTENT_HASH  | only version=v1         | UNDECIDED
          CONSISTENT_HASH  | version=v1 50%          | UNDECIDED
          CONSISTENT_HASH  | even                    | UNDECIDED
          CONSISTENT_HASH  | only namespace=shop     | MET
          HASH_OF_KEYS     | sticky                  | MET
          HASH_OF_KEYS     | several pods            | UNDECIDED
          HASH_OF_KEYS     | pinned                  | UNDECIDED
          HASH_OF_KEYS     | even                    | UNDECIDED
          CONSISTENT_HASH  | sticky                  | MET
          ROTATION         | sticky                  | MISSED
          ROTATION         | moved below 40%         | UNDECIDED
          HASH_WITHOUT_KEY | one pod                 | UNDECIDED
          HASH_WITHOUT_KEY | only OK                 | MET
          """)
  void knowsWhatABalancerLeavesOpen(Balancing balancing, String line, Outcome outcome)
      throws InvalidExpectation {
    assertThat(foreseen(all(balancing), line)).isEqualTo(outcome);
  }

  @Test
  void nothingIsAnsweredWhereEveryCallFails() throws InvalidExpectation {
    Prediction denied = new EveryCallFails("PERMISSION_DENIED", "denied");
    assertThat(foreseen(denied, "version=v2 0%")).isEqualTo(Outcome.MISSED);

    assertThat(foreseen(denied, "only PERMISSION_DENIED")).isEqualTo(Outcome.MET);
    assertThat(foreseen(denied, "PERMISSION_DENIED 100%")).isEqualTo(Outcome.MET);
    assertThat(foreseen(denied, "no OK")).isEqualTo(Outcome.MET);
    assertThat(foreseen(denied, "only UNAVAILABLE")).isEqualTo(Outcome.MISSED);
    assertThat(foreseen(denied, "only version=v1")).isEqualTo(Outcome.MISSED);
    assertThat(foreseen(denied, "version=v1 below 5%")).isEqualTo(Outcome.MISSED);
    assertThat(foreseen(denied, "even")).isEqualTo(Outcome.MISSED);
    assertThat(foreseen(denied, "pinned")).isEqualTo(Outcome.MISSED);
  }

  @Test
  void aConnectionHasOnePodWhicheverItIs() throws InvalidExpectation {
    Prediction pinned = new PinnedConnections(Balancing.RANDOM, List.of("a", "b", "c"));

    assertThat(foreseen(pinned, "one pod")).isEqualTo(Outcome.MET);
    assertThat(foreseen(pinned, "pinned")).isEqualTo(Outcome.MET);
    assertThat(foreseen(pinned, "only version=v1")).isEqualTo(Outcome.UNDECIDED);
    assertThat(outcome(Outlook.of(pinned, PODS, 3, 8), "one pod")).isEqualTo(Outcome.UNDECIDED);
    assertThat(outcome(Outlook.of(pinned, PODS, 3, 8), "pinned")).isEqualTo(Outcome.MET);
  }

  @Test
  void faultsAndPoliciesTakeTheirPart() throws InvalidExpectation {
    Prediction aborted = new Aborted(0.2, "UNAVAILABLE", CANARY);
    Prediction denied =
        Denied.of(Map.of("c", new Denial("PERMISSION_DENIED", "denied", false)), CANARY);
    Prediction silent =
        calls(
            new Group("v1", 0.9, Balancing.ROTATION, List.of("a", "b")),
            Group.silent("v2", 0.1, "no pod"));

    assertThat(foreseen(aborted, "UNAVAILABLE 20%")).isEqualTo(Outcome.MET);
    assertThat(foreseen(aborted, "only OK")).isEqualTo(Outcome.MISSED);
    assertThat(foreseen(aborted, "version=v1 90%")).isEqualTo(Outcome.MET);
    assertThat(foreseen(denied, "PERMISSION_DENIED 10%")).isEqualTo(Outcome.MET);
    assertThat(foreseen(denied, "only version=v1")).isEqualTo(Outcome.MET);
    assertThat(foreseen(silent, "OK 90%, UNAVAILABLE 10%")).isEqualTo(Outcome.MET);
    assertThat(foreseen(silent, "only version=v1")).isEqualTo(Outcome.MET);
  }

  @Test
  void whatPodsAreAskedForLeavesPartsOpen() throws InvalidExpectation {
    Prediction one = new Faulted(Map.of("c", Set.of("INTERNAL")), Set.of(), Set.of(), CANARY);
    Prediction every =
        new Faulted(
            Map.of("a", Set.of("INTERNAL"), "b", Set.of("INTERNAL"), "c", Set.of("INTERNAL")),
            Set.of(),
            Set.of(),
            CANARY);

    assertThat(foreseen(one, "only version=v1")).isEqualTo(Outcome.MET);
    assertThat(foreseen(one, "INTERNAL 10%")).isEqualTo(Outcome.UNDECIDED);
    assertThat(foreseen(one, "no UNAVAILABLE")).isEqualTo(Outcome.MET);
    assertThat(foreseen(every, "only INTERNAL")).isEqualTo(Outcome.MET);
  }

  @Test
  void aBreakerMattersToThoseWhoCallMoreAtOnce() throws InvalidExpectation {
    Prediction bounded = Bounded.of(OptionalLong.of(4), Bounded.Place.CLIENT, CANARY);

    assertThat(outcome(Outlook.of(bounded, PODS, 1, 4), "only OK")).isEqualTo(Outcome.MET);
    assertThat(outcome(Outlook.of(bounded, PODS, 1, 5), "only OK")).isEqualTo(Outcome.UNDECIDED);
    assertThat(outcome(Outlook.of(bounded, PODS, 1, 5), "no INTERNAL")).isEqualTo(Outcome.MET);
  }

  @Test
  void saysWhatIsPredicted() throws InvalidExpectation {
    Foresight foresight =
        ExpectationText.parse("version=v1 95%, version=v2 5%")
            .foresee(Outlook.of(CANARY, PODS, 1, 8));

    assertThat(foresight.text()).isEqualTo("version=v1 90.0%, version=v2 10.0%");
  }

  private static Outcome foreseen(Prediction prediction, String line) throws InvalidExpectation {
    return outcome(Outlook.of(prediction, PODS, 1, 8), line);
  }

  private static Outcome outcome(Outlook outlook, String line) throws InvalidExpectation {
    return ExpectationText.parse(line).foresee(outlook).outcome();
  }

  /** Each party that takes turns on its own may be off by one, all in the same direction. */
  @Test
  void turnsOfSeveralPartiesAreNotOneRotation() throws InvalidExpectation {
    Group all = new Group("all", 1, Balancing.ROTATION, List.of("a", "b", "c"));
    Prediction workers = new PerCall(List.of(all), new Rotations.OfWorkers(4));
    Prediction channels = new PerCall(List.of(all), new Rotations.OfConnections());

    assertThat(outcome(Outlook.of(workers, PODS, 1, 8), "even within 1")).isEqualTo(Outcome.MET);
    assertThat(outcome(Outlook.of(workers, PODS, 8, 8), "even within 1"))
        .isEqualTo(Outcome.UNDECIDED);
    assertThat(outcome(Outlook.of(channels, PODS, 8, 8), "even within 1"))
        .isEqualTo(Outcome.UNDECIDED);
    assertThat(outcome(Outlook.of(channels, PODS, 8, 8), "even")).isEqualTo(Outcome.MET);
  }

  @Test
  void podsOfTheSameNameAreTwoPods() throws InvalidExpectation {
    PodLabels twins =
        new PodLabels(
            Map.of(
                "a", new PodLabel("server-1", "one", "v1", ""),
                "b", new PodLabel("server-1", "two", "v1", "")));
    Prediction turns = calls(new Group("all", 1, Balancing.ROTATION, List.of("a", "b")));

    assertThat(outcome(Outlook.of(turns, twins, 1, 8), "one pod")).isEqualTo(Outcome.MISSED);
    assertThat(outcome(Outlook.of(turns, twins, 1, 8), "even within 1")).isEqualTo(Outcome.MET);
  }
}
