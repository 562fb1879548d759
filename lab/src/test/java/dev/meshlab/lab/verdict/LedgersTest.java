package dev.meshlab.lab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgersTest {

  private static SortedMap<String, Long> counts(long a, long b) {
    return new TreeMap<>(Map.of("a", a, "b", b));
  }

  @Test
  void agreeWhenAllThreeCountTheSame() {
    assertThat(new Ledgers(counts(5, 7), counts(5, 7), counts(5, 7), 0, 0).gaps(PodLabels.NONE))
        .isEmpty();
    assertThat(new Ledgers(counts(5, 7), counts(5, 7), null, 0, 0).gaps(PodLabels.NONE)).isEmpty();
  }

  @Test
  void nameTheServerWhereTheServersOwnCountDiffers() {
    assertThat(new Ledgers(counts(5, 7), counts(5, 8), null, 0, 0).gaps(PodLabels.NONE))
        .containsExactly("b: the client counted 7, the server served 8");
  }

  @Test
  void nameTheServerWhereEnvoyDiffers() {
    assertThat(new Ledgers(counts(5, 7), counts(5, 7), counts(4, 7), 0, 0).gaps(PodLabels.NONE))
        .containsExactly("a: the client counted 5, Envoy forwarded 4");
  }

  @Test
  void noticeAServerThatOnlyOneLedgerKnows() {
    SortedMap<String, Long> client = new TreeMap<>(Map.of("a", 5L));

    assertThat(new Ledgers(client, counts(5, 1), null, 0, 0).gaps(PodLabels.NONE))
        .containsExactly("b: the client counted 0, the server served 1");
  }

  @Test
  void sayThatAPodTookItsLedgerWithIt() {
    SortedMap<String, Long> servers = new TreeMap<>(Map.of("a", 5L));
    servers.put("b", null);

    assertThat(new Ledgers(counts(5, 7), servers, null, 0, 0).gaps(PodLabels.NONE))
        .containsExactly("b: the pod is gone and its ledger with it; the client counted 7");
  }

  @Test
  void countOnlyWhatHappenedSinceTheFirstReading() {
    assertThat(Ledgers.since(Map.of("a", 10L), Map.of("a", 15L, "b", 2L)))
        .isEqualTo(Map.of("a", 5L, "b", 2L));
  }

  @Test
  void accountForAttemptsThatWereMadeAgainAndForNoMore() {
    assertThat(new Ledgers(counts(5, 7), counts(5, 9), counts(5, 9), 0, 2).gaps(PodLabels.NONE))
        .isEmpty();
    assertThat(new Ledgers(counts(5, 7), counts(5, 9), counts(5, 9), 0, 1).gaps(PodLabels.NONE))
        .hasSize(2);
    assertThat(new Ledgers(counts(5, 7), counts(5, 6), counts(5, 7), 0, 2).gaps(PodLabels.NONE))
        .hasSize(1);
  }

  @Test
  void differWhereEnvoyMadeAnAttemptAtAnotherServerThanServedIt() {
    assertThat(new Ledgers(counts(5, 7), counts(5, 9), counts(6, 8), 0, 2).gaps(PodLabels.NONE))
        .containsExactly("the servers served a 5, b 9; Envoy forwarded a 6, b 8");
  }

  @Test
  void knowOfWhichAttemptsTheClientHasNotHeard() {
    assertThat(new Ledgers(counts(5, 7), counts(5, 9), null, 0, 2).attempts())
        .usingRecursiveComparison()
        .ignoringFields("witnesses")
        .isEqualTo(new Attempts(counts(5, 9), Map.of("b", 2L), Interventions.ofRetries(2)));
    assertThat(new Ledgers(counts(5, 7), counts(5, 7), null, 0, 0).attempts())
        .usingRecursiveComparison()
        .ignoringFields("witnesses")
        .isEqualTo(new Attempts(counts(5, 7), Map.of(), Interventions.NONE));
  }

  @Test
  void knowWhereAttemptsFailedUnlessOtherCallsWentUnansweredToo() {
    assertThat(new Ledgers(counts(5, 7), counts(5, 9), null, 0, 2).retriedAt())
        .isEqualTo(Map.of("b", 2L));
    assertThat(new Ledgers(counts(5, 7), counts(18, 29), null, 33, 2).retriedAt()).isEmpty();
  }

  @Test
  void nameServersAsPeopleDo() {
    PodLabels pods = new PodLabels(Map.of("b", new PodLabel("shop-2", "default", "v1", "")));

    assertThat(new Ledgers(counts(5, 7), counts(5, 8), null, 0, 0).gaps(pods))
        .containsExactly("shop-2: the client counted 7, the server served 8");
  }

  @Test
  void allowForRequestsThatEnvoyForwardedAndNoPodAnswered() {
    assertThat(new Ledgers(counts(5, 7), counts(5, 7), counts(6, 8), 2, 0).gaps(PodLabels.NONE))
        .isEmpty();
    assertThat(new Ledgers(counts(5, 7), counts(6, 8), counts(6, 8), 2, 0).gaps(PodLabels.NONE))
        .isEmpty();
    assertThat(new Ledgers(counts(5, 7), counts(5, 7), counts(6, 8), 1, 0).gaps(PodLabels.NONE))
        .hasSize(2);
    assertThat(new Ledgers(counts(5, 7), counts(5, 7), counts(4, 7), 9, 0).gaps(PodLabels.NONE))
        .hasSize(1);
  }

  @Test
  void allowForCopiesThatTheClientDoesNotHearOf() {
    assertThat(
            new Ledgers(counts(5, 7), counts(5, 11), counts(5, 11), 0, Interventions.NONE, 4)
                .gaps(PodLabels.NONE))
        .isEmpty();
    assertThat(
            new Ledgers(counts(5, 7), counts(5, 11), counts(5, 11), 0, Interventions.NONE, 3)
                .gaps(PodLabels.NONE))
        .hasSize(2);
    assertThat(
            new Ledgers(counts(5, 7), counts(4, 8), counts(5, 7), 0, Interventions.NONE, 4)
                .gaps(PodLabels.NONE))
        .hasSize(2);
  }

  @Test
  void nameAllThatHaveCounted() {
    assertThat(new Ledgers(counts(5, 7), counts(5, 9), counts(6, 9), 0, 2).attempts().witnesses())
        .containsExactly(
            new Witness(Witness.Kind.CLIENT, counts(5, 7)),
            new Witness(Witness.Kind.SERVER, counts(5, 9)),
            new Witness(Witness.Kind.ENVOY, counts(6, 9)));
  }
}
