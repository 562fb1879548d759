package dev.meshlab.lab.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.Logged;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.verdict.Attempts;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Notes;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.lab.verdict.Witness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of three pods: two of version v1 in zone a, one of v2 in zone b. */
class ExpectationTest {

  private static final PodLabels PODS =
      new PodLabels(
          Map.of(
              "a", new PodLabel("server-1", "shop", "v1", "a"),
              "b", new PodLabel("server-2", "shop", "v1", "a"),
              "c", new PodLabel("server-v2-1", "shop", "v2", "b")));

  @ParameterizedTest(name = "{0} of {1} {2} {3}, failed {4}: {5}")
  @CsvSource(
      textBlock =
          """
          pinned,                      900,   0,   0,   0, true
          pinned,                      899,   1,   0,   0, false
          pinned,                        0,   0,   0, 900, false
          one pod,                     900,   0,   0,   0, true
          one pod,                     450, 450,   0,   0, false
          one pod,                       0,   0,   0, 900, false
          several pods,                899,   1,   0,   0, true
          several pods,                900,   0,   0,   0, false
          even,                        300, 300, 300,   0, true
          even,                        340, 300, 260,   0, true
          even,                        450, 450,   0,   0, false
          even,                          0,   0,   0,   9, false
          even within 1,               300, 301, 299,   0, true
          even within 1,               300, 303, 297,   0, false
          even among version=v1,       405, 405,  90,   0, true
          even among version=v1,       800,  10,  90,   0, false
          only version=v1,             450, 450,   0,   0, true
          only version=v1,             450, 449,   1,   0, false
          only version=v1,               0,   0,   0,  10, false
          no zone=b,                   450, 450,   0,   0, true
          no zone=b,                   450, 449,   1,   0, false
          some version=v2,             450, 449,   1,   0, true
          some version=v2,             450, 450,   0,   0, false
          only OK,                     450, 450,   0,   0, true
          only OK,                     450, 450,   0,   1, false
          only UNAVAILABLE,              0,   0,   0,   9, true
          some UNAVAILABLE,            450, 450,   0,   1, true
          UNAVAILABLE 20%,             400, 400,   0, 200, true
          UNAVAILABLE 20%,             400, 400,   0, 100, false
          version=v2 below 5%,         450, 450,  10,   0, true
          version=v2 below 5%,         450, 450,  50,   0, false
          version=v2 above 50%,          0, 400, 500,   0, true
          pod=server-1 above 50%,        0, 400, 500,   0, false
          """)
  void isHeldAgainstCounts(
      String expected, long first, long second, long third, long failed, boolean met)
      throws InvalidExpectation {
    assertThat(ExpectationText.parse(expected).check(seen(first, second, third, failed)).holds())
        .isEqualTo(met);
  }

  @ParameterizedTest
  @CsvSource({
    "served above 150%, true",
    "served version=v2 below 50%, false",
    "served version=v2 50%, true",
    "some retried, true",
    "retried above 20%, false",
    "no overflowed, true",
    "some opened, true",
    "opened above 4%, true",
    "opened below 4%, false"
  })
  void countsWhatServersAndProxiesSaw(String expected, boolean met) throws InvalidExpectation {
    Observation calls = seen(600, 400, 0, 0);
    Attempts attempts =
        new Attempts(
            Map.of("a", 600L, "b", 500L, "c", 500L),
            Map.of("b", 100L, "c", 500L),
            Interventions.ofRetries(100).withConnections(50));
    Observation seen =
        new Observation(
            calls.replies(), calls.connections(), calls.failures(), attempts, calls.pods());

    assertThat(ExpectationText.parse(expected).check(seen).holds()).isEqualTo(met);
  }

  @ParameterizedTest
  @CsvSource({
    "0, no split, true",
    "0, some split, false",
    "1, no split, false",
    "1, some split, true"
  })
  void seesStreamsThatSeveralPodsSent(long split, String expected, boolean met)
      throws InvalidExpectation {
    Observation seen =
        new Observation(
            Map.of("a", 6L),
            List.of(),
            Map.of(),
            Attempts.ONE_EACH,
            PODS,
            Map.of(),
            split,
            Set.of(),
            Map.of());

    assertThat(ExpectationText.parse(expected).check(seen).holds()).isEqualTo(met);
  }

  @ParameterizedTest
  @CsvSource({
    "flag=DI 30%, true",
    "flag=DI 10%, false",
    "flag=DI 45%, false",
    "only code=200, false",
    "code=200 above 95%, true",
    "some code=0, true",
    "no code=503, true",
    "only flag=DI, false"
  })
  void countsWhatTheLogOfTheProxyHas(String expected, boolean met) throws InvalidExpectation {
    Observation calls = seen(500, 500, 0, 0);
    Logged logged = new Logged(Map.of("DI", 300L), Map.of("200", 990L, "0", 10L), Set.of());
    Attempts attempts = new Attempts(Map.of(), Map.of(), new Interventions(0, 0, 0).with(logged));
    Observation seen =
        new Observation(
            calls.replies(), calls.connections(), calls.failures(), attempts, calls.pods());

    assertThat(ExpectationText.parse(expected).check(seen).holds()).isEqualTo(met);
  }

  @ParameterizedTest
  @CsvSource({
    "'message \"hung up on TLS\"', true",
    "'message \"certificate\"', false",
  })
  void readsTheMessageOfFailedCalls(String expected, boolean met) throws InvalidExpectation {
    Observation seen =
        new Observation(
            Map.of(),
            List.of(),
            Map.of("", Map.of("UNAVAILABLE", 30L)),
            Attempts.ONE_EACH,
            PODS,
            Map.of(),
            0,
            Set.of(),
            Map.of("UNAVAILABLE", "the server hung up on TLS"));

    Finding finding = ExpectationText.parse(expected).check(seen);

    assertThat(finding.holds()).isEqualTo(met);
    assertThat(finding.text()).isEqualTo("UNAVAILABLE: the server hung up on TLS");
  }

  @Test
  void missesTheMessageWhereNoCallFailed() throws InvalidExpectation {
    Finding finding = ExpectationText.parse("message \"x\"").check(seen(1, 1, 1, 0));

    assertThat(finding.holds()).isFalse();
    assertThat(finding.text()).isEqualTo("no call failed");
  }

  /** Of 300 things 100 were created twice; of 400 calls that arrived 300 named their caller. */
  @ParameterizedTest
  @CsvSource({
    "some duplicated, true",
    "no duplicated, false",
    "duplicated above 30%, true",
    "duplicated above 34%, false",
    "some identified, true",
    "no identified, false",
    "only identified, false",
    "identified 75%, true",
    "only identity=cluster.local/ns/shop/sa/web, false",
    "some identity=cluster.local/ns/shop/sa/web, true",
    "identity=cluster.local/ns/shop/sa/web 50%, true",
    "no identity=cluster.local/ns/shop/sa/we, true"
  })
  void readsTheNotesOfThePods(String expected, boolean met) throws InvalidExpectation {
    Map<String, Long> callers =
        Map.of(
            "spiffe://cluster.local/ns/shop/sa/web", 200L,
            "spiffe://cluster.local/ns/shop/sa/app", 100L);
    Observation seen = noted(new Notes(callers, 300, 100));

    assertThat(ExpectationText.parse(expected).check(seen).holds()).isEqualTo(met);
    assertThat(ExpectationText.parse(expected).text()).isEqualTo(expected);
    assertThat(ExpectationText.parse(expected).isForChanges()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "some duplicated, false",
    "no duplicated, true",
    "some identified, false",
    "no identified, true",
    "only identity=a/ns/b/sa/c, false",
    "no identity=a/ns/b/sa/c, true"
  })
  void findsNothingWherePodsHaveNotedNothing(String expected, boolean met)
      throws InvalidExpectation {
    assertThat(ExpectationText.parse(expected).check(noted(Notes.NONE)).holds()).isEqualTo(met);
  }

  private static Observation noted(Notes notes) {
    Observation calls = seen(200, 100, 0, 0);
    return new Observation(
        calls.replies(),
        calls.connections(),
        calls.failures(),
        new Attempts(Map.of("a", 200L, "b", 200L), Map.of(), Interventions.NONE, List.of(), notes),
        calls.pods());
  }

  @Test
  void showsWhatPodsAndProxiesCountedWhereSomethingIsExpectedOfThat() throws InvalidExpectation {
    Observation seen = noted(new Notes(Map.of("spiffe://m/c", 300L), 5, 2));

    assertThat(Sightings.line(seen, List.of(ExpectationText.parse("only OK"))))
        .isEqualTo(
            "server-1 200, server-2 100, server-v2-1 0; of 5 things created, 2 more than once");
    assertThat(
            Sightings.line(
                seen,
                List.of(
                    ExpectationText.parse("served above 9%"),
                    ExpectationText.parse("served below 99%"),
                    ExpectationText.parse("no retried"))))
        .endsWith("; of 5 things created, 2 more than once; served 400, retried 0");
    assertThat(Sightings.line(seen, List.of(ExpectationText.parse("no identified"))))
        .endsWith("; of 400 calls that arrived, 300 with an identity, m/c 300");
  }

  /** Two keys: one of pod a, and one of the pods that are named. Pod c was changed. */
  @ParameterizedTest(name = "{0}, key-2 answered by {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sticky                     | b   | true
          sticky                     | b c | false
          no strayed                 | b c | true
          no strayed                 | a b | false
          strayed below 40%          | a b | false
          no moved                   | b   | true
          some moved                 | a c | true
          moved below 40%            | b   | true
          moved below 40%            | b c | false
          moved above 40%            | a b | true
          """)
  void followsKeys(String expected, String pods, boolean met) throws InvalidExpectation {
    Map<String, Long> second = new TreeMap<>();
    List.of(pods.split(" ")).forEach(pod -> second.put(pod, 1L));
    Map<String, Map<String, Long>> keys = Map.of("key-1", Map.of("a", 5L), "key-2", second);
    Observation seen =
        new Observation(
            Map.of("a", 6L),
            List.of(),
            Map.of(),
            Attempts.ONE_EACH,
            PODS,
            keys,
            0,
            Set.of("c"),
            Map.of());

    assertThat(ExpectationText.parse(expected).check(seen).holds()).isEqualTo(met);
    assertThat(ExpectationText.parse(expected).text()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}, the metrics of server-2 say {1}: {2}")
  @CsvSource({
    "counts agree, 400, true",
    "counts agree, 401, false",
    "counts agree, 0, false",
    "counts differ, 401, true",
    "counts differ, 400, false"
  })
  void comparesWhatAllHaveCounted(String expected, long metrics, boolean met)
      throws InvalidExpectation {
    Observation calls = seen(600, 400, 0, 0);
    List<Witness> witnesses =
        List.of(
            new Witness(Witness.Kind.CLIENT, Map.of("a", 600L, "b", 400L)),
            new Witness(Witness.Kind.METRICS, Map.of("a", 600L, "b", metrics)));
    Observation seen =
        new Observation(
            calls.replies(),
            calls.connections(),
            calls.failures(),
            new Attempts(Map.of(), Map.of(), Interventions.NONE, witnesses, Notes.NONE),
            calls.pods());

    Finding finding = ExpectationText.parse(expected).check(seen);
    assertThat(finding.holds()).isEqualTo(met);
    assertThat(finding.text()).contains("server-2: client 400, metrics " + metrics);
  }

  @ParameterizedTest
  @CsvSource({"counts agree", "counts differ"})
  void comparesNothingWhereOneAloneHasCounted(String expected) throws InvalidExpectation {
    assertThat(ExpectationText.parse(expected).check(seen(900, 0, 0, 0)).holds()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"sticky", "moved below 40%", "moved above 0%", "strayed below 40%"})
  void saysNothingGoodOfCallsWithoutKeys(String expected) throws InvalidExpectation {
    assertThat(ExpectationText.parse(expected).check(seen(900, 0, 0, 0)).holds()).isFalse();
  }

  @ParameterizedTest(name = "{0}, of {1} calls: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version=v1 90%, version=v2 10% | 50   | 50 calls hardly tell 10% from 20%
          version=v1 50%, version=v2 50% | 50   | 50 calls hardly tell 50% from 75%
          version=v1 99%, version=v2 1%  | 2000 | 2000 calls hardly tell 1% from 2%
          version=v1 90%, version=v2 10% | 900  |
          version=v1 50%, version=v2 50% | 300  |
          version=v1 100%                | 9    |
          even                           | 9    |
          """)
  void saysWhenTooFewCallsWereMade(String expected, long calls, String remark)
      throws InvalidExpectation {
    Observation seen = seen(calls - calls / 10, 0, calls / 10, 0);
    String said = ExpectationText.parse(expected).remark(seen).orElse("");
    assertThat(said).startsWith(remark == null ? "" : remark);
    assertThat(said.isEmpty()).isEqualTo(remark == null);
  }

  @Test
  void saysWhatWasMeasuredAndWhatWasAllowed() throws InvalidExpectation {
    assertThat(ExpectationText.parse("version=v2 10%").check(seen(400, 400, 200, 0)).text())
        .isEqualTo("200 of 1000 replies came from version=v2 (57 to 149 expected)");
    assertThat(ExpectationText.parse("even within 1").check(seen(300, 300, 0, 0)).text())
        .isEqualTo(
            "600 replies: server-1 300, server-2 300, server-v2-1 0 (199 to 201 expected of each)");
  }

  /**
   * Draws of 1,000 calls each, by the shares of the pods and of the calls that fail, as they are
   * meant and as they are when something is wrong. An alarm is false at most once in a million
   * times, so 2,000 draws as meant have none. What is wrong is ten standard deviations away or
   * more, so it is found each time.
   */
  @ParameterizedTest(name = "{0}: {1} is met, {2} is not")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version=v1 90%, version=v2 10% | .45 .45 .10 | .375 .375 .25
          even                           | .34 .33 .33 | .50 .25 .25
          even among version=v1          | .45 .45 .10 | .60 .30 .10
          UNAVAILABLE 20%                | .30 .30 .20 | .20 .20 .20
          OK 80%, UNAVAILABLE 20%        | .30 .30 .20 | .33 .33 .33
          version=v2 below 20%           | .45 .45 .10 | .30 .30 .40
          version=v2 above 20%           | .30 .30 .40 | .45 .45 .10
          pod=server-1 above 50%         | .80 .10 .10 | .30 .35 .35
          """)
  void raisesNoFalseAlarmAndFindsWhatIsWrong(String expected, String meant, String wrong)
      throws InvalidExpectation {
    Expectation expectation = ExpectationText.parse(expected);
    SplittableRandom random = new SplittableRandom(7);

    assertThat(IntStream.range(0, 2_000).filter(i -> !isMet(expectation, meant, random))).isEmpty();
    assertThat(IntStream.range(0, 2_000).filter(i -> isMet(expectation, wrong, random))).isEmpty();
    assertThat(Chance.FALSE_ALARMS).isLessThanOrEqualTo(1e-6);
  }

  private static boolean isMet(Expectation expectation, String shares, SplittableRandom random) {
    double[] pods = Stream.of(shares.split(" ")).mapToDouble(Double::parseDouble).toArray();
    long[] counts = new long[4];
    for (int call = 0; call < 1_000; call++) {
      double drawn = random.nextDouble();
      int who = 0;
      while (who < pods.length && drawn >= pods[who]) {
        drawn -= pods[who++];
      }
      counts[who]++;
    }
    return expectation.check(seen(counts[0], counts[1], counts[2], counts[3])).holds();
  }

  /**
   * Two hundred keys with five calls each. Of keys whose calls go to any of three pods, one in 81
   * has all five at one pod, so that 198 of 200 have moved; of keys that stay, none has.
   */
  @ParameterizedTest(name = "{0}, keys stay: {1}")
  @CsvSource({
    "sticky, true",
    "moved above 90%, false",
    "moved below 40%, true",
    "no strayed, true"
  })
  void tellsKeysThatStayFromKeysThatDoNot(String expected, boolean staying)
      throws InvalidExpectation {
    Expectation expectation = ExpectationText.parse(expected);
    SplittableRandom random = new SplittableRandom(7);

    for (int draw = 0; draw < 200; draw++) {
      assertThat(expectation.check(keyed(true, random)).holds()).isEqualTo(staying);
      assertThat(expectation.check(keyed(false, random)).holds()).isEqualTo(!staying);
    }
  }

  private static Observation keyed(boolean staying, SplittableRandom random) {
    List<String> pods = List.of("a", "b", "c");
    Map<String, Map<String, Long>> keys = new TreeMap<>();
    for (int key = 0; key < 200; key++) {
      Map<String, Long> answers = new TreeMap<>();
      int home = random.nextInt(3);
      for (int call = 0; call < 5; call++) {
        answers.merge(pods.get(staying ? home : random.nextInt(3)), 1L, Long::sum);
      }
      keys.put("key-" + key, answers);
    }
    return new Observation(
        Map.of("a", 1000L),
        List.of(),
        Map.of(),
        Attempts.ONE_EACH,
        PODS,
        keys,
        0,
        Set.of(),
        Map.of());
  }

  private static Observation seen(long first, long second, long third, long failed) {
    Map<String, Long> replies = new TreeMap<>(Map.of("a", first, "b", second, "c", third));
    replies.values().removeIf(count -> count == 0);
    return new Observation(
        replies,
        List.of(replies),
        Map.of("", Map.of("UNAVAILABLE", failed)),
        Attempts.ONE_EACH,
        PODS);
  }
}
