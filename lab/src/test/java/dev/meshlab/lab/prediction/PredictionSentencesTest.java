package dev.meshlab.lab.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionSentencesTest {

  private static final String HOST = "ratings.default.svc.cluster.local";
  private static final Rotations ONE = new Rotations.OfWorkers(1);

  private static final PodLabels PODS =
      new PodLabels(
          Map.of(
              "a", new PodLabel("ratings-v1-1", "default", "v1", "east"),
              "b", new PodLabel("ratings-v1-2", "default", "v1", "west"),
              "c", new PodLabel("ratings-v2-1", "default", "v2", "")));

  private static String cluster(String subset) {
    return "outbound|9080|" + subset + "|" + HOST;
  }

  private static String sentence(Group... groups) {
    return new PerCall(List.of(groups), ONE).sentence(PODS);
  }

  @Test
  void sayHowManyPodsAServiceHas() {
    assertThat(sentence(new Group(cluster(""), 1, Balancing.RANDOM, List.of("a", "b", "c"))))
        .isEqualTo("each call goes to one of 3 pods, at random");
  }

  @Test
  void nameZonesWhereEveryPodHasOne() {
    assertThat(sentence(new Group(cluster(""), 1, Balancing.ROTATION, List.of("a", "b"))))
        .isEqualTo("each call goes to one of 2 pods, in turn, in zone east, west");
  }

  @Test
  void nameTheVersionOfASubsetWhereItsNameIsAnother() {
    assertThat(
            sentence(
                new Group(cluster("v1"), 0.9, Balancing.ROTATION, List.of("c")),
                new Group(cluster("v2"), 0.1, Balancing.LEAST_REQUEST, List.of("a", "b"))))
        .isEqualTo(
            "90 % of the calls go to subset v1 (version v2): the only pod; 10 % of the calls go to"
                + " subset v2 (version v1): the less busy of two randomly drawn pods (2 in all), in"
                + " zone east, west");
  }

  @Test
  void leaveTheVersionOutWhereTheSubsetIsNamedAfterIt() {
    assertThat(sentence(new Group(cluster("v2"), 1, Balancing.ROTATION, List.of("c"))))
        .isEqualTo("each call goes to subset v2: the only pod");
  }

  @Test
  void sayWhyCallsFail() {
    assertThat(
            sentence(
                new Group(cluster("v1"), 0.9, Balancing.ROTATION, List.of("c")),
                Group.silent(cluster("V2"), 0.1, "it has no ready pod")))
        .endsWith("10 % of the calls go to subset V2 and fail: it has no ready pod");
  }

  @Test
  void nameHostsWhereTheyDiffer() {
    assertThat(
            sentence(
                new Group(
                    "outbound|1||a.x.svc.cluster.local", 0.5, Balancing.ROTATION, List.of("a")),
                new Group(
                    "outbound|1|s|b.x.svc.cluster.local", 0.5, Balancing.ROTATION, List.of("b"))))
        .contains("go to a.x: the only pod", "go to subset s of b.x (version v1): the only pod");
  }

  @Test
  void sayWhatPinsConnections() {
    assertThat(new PinnedConnections(Balancing.RANDOM, List.of("a")).sentence(PODS))
        .isEqualTo("each connection lands on the only pod and stays there");
    assertThat(new PinnedConnections(Balancing.RANDOM, List.of("a", "b")).sentence(PODS))
        .isEqualTo("each connection lands on one of 2 pods, at random, and stays there");
  }

  @Test
  void sayWhatALimitDoes() {
    Prediction others = new PinnedConnections(Balancing.RANDOM, List.of("a"));

    assertThat(new Limited(TimeLimit.ofClient(Duration.ofMillis(250)), others).sentence(PODS))
        .endsWith(
            "; a call that takes longer than 250 ms fails with DEADLINE_EXCEEDED (the client's"
                + " deadline)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          error-code-14                          | every attempt ends with UNAVAILABLE
          hostname=ratings-v1-1 error-code-3     | attempts at ratings-v1-1 end with INVALID_ARGUMENT
          hostname=a keep-open                   | attempts at ratings-v1-1 never end
          nonsense                               | every attempt ends with INVALID_ARGUMENT
          succeed-on-retry-attempt-1,error-code-8 | every attempt ends with RESOURCE_EXHAUSTED
          """)
  void sayWhatTheCallsAskFor(String behavior, String expected) {
    Prediction others =
        new PerCall(List.of(new Group("x", 1, Balancing.ROTATION, List.of("a", "b"))), ONE);

    assertThat(
            Faulted.of(others, List.of(Map.entry("rpc-behavior", behavior)), PODS).sentence(PODS))
        .endsWith("; as rpc-behavior asks, " + expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a, attempts at ratings-v1-2 end with UNAVAILABLE",
    "c, every attempt ends with UNAVAILABLE",
    "'a b', each call goes to the only pod"
  })
  void sayWhatTheCallsAskForOfThePodsThatAreNotEjected(String ejected, String expected) {
    Prediction others =
        new PerCall(
            List.of(new Group(cluster(""), 1, Balancing.RANDOM, List.of("a", "b", "c"))), ONE);
    String behavior = "hostname=ratings-v1-1 error-code-14,hostname=ratings-v1-2 error-code-14";
    Prediction faulted = Faulted.of(others, List.of(Map.entry("rpc-behavior", behavior)), PODS);

    Set<Ejection> ejections =
        Stream.of(ejected.split(" "))
            .map(uuid -> new Ejection(cluster(""), uuid))
            .collect(Collectors.toSet());

    assertThat(faulted.without(ejections).sentence(PODS)).endsWith(expected);
  }
}
