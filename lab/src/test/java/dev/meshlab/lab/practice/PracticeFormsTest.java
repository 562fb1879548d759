package dev.meshlab.lab.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.outcome.Figure;
import dev.meshlab.lab.outcome.Live;
import dev.meshlab.lab.outcome.Met;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.Logged;
import dev.meshlab.lab.prediction.LoggedCall;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.verdict.Attempts;
import dev.meshlab.lab.verdict.Observation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One exercise that passes on one plane and fails on another. */
class PracticeFormsTest {

  private static final ExerciseResult RESULT =
      new ExerciseResult(
          new Exercise(
              "canary",
              "A tenth for v2",
              List.of(),
              List.of(),
              List.of(),
              Path.of("exercises/canary/exercise.yaml")),
          List.of(
              new StepResult(
                  "nine of ten",
                  List.of(
                      new PlaneResult(
                          "envoy",
                          Outcome.PASSED,
                          "",
                          "90 % of the calls go to v1",
                          "server-1 900, server-v2-1 100",
                          Map.of("UNAVAILABLE", "upstream connect error"),
                          List.of(
                              new LogLine("200", "UH", "no_healthy_upstream", "-", "14", "/s/M")),
                          Optional.of(
                              new Live(
                                  List.of(new Live.Event(0.5, "server-4 is ready")),
                                  new TreeMap<>(Map.of("UNAVAILABLE", "reset")),
                                  "server-1 90",
                                  List.of(new Figure("even", List.of(0.01, 0.2, 0.3))))),
                          List.of(Met.of("version=v2 10%", "100 of 1000 replies", true)),
                          Optional.of(Met.of("even", "1000 replies: server-1 900", false))),
                      PlaneResult.not("proxyless", Outcome.FAILED, "it broke")))),
          12.34,
          false);

  @Test
  void areTextForPeople() {
    assertThat(PracticeText.of(RESULT, Page.plain(80)))
        .isEqualTo(
            """
            canary: A tenth for v2

            nine of ten
              envoy: passed
                           0.50 s: server-4 is ready
                           UNAVAILABLE: reset
                meanwhile  server-1 90
                time       even: 0.20 s (at once to 0.30 s, 3 times)
                predicted  90 % of the calls go to v1
                afterwards server-1 900, server-v2-1 100
                message    UNAVAILABLE: upstream connect error
                log        200 UH "no_healthy_upstream" - grpc 14 /s/M
                expected   version=v2 10%: yes
                guessed    even: wrong, 1000 replies: server-1 900
              proxyless: failed: it broke
            FAILED, in 12.3 s

            """);
    assertThat(PracticeText.summary(List.of(RESULT)))
        .isEqualTo("0 of 1 exercises passed, in 12 s; 0 of 1 guesses were right\n");
  }

  @Test
  void sayWhyAPlaneIsLeftOutToPeopleAndToPrograms() {
    ExerciseResult left =
        new ExerciseResult(
            RESULT.exercise(),
            List.of(
                new StepResult(
                    "nine of ten",
                    List.of(
                        PlaneResult.not("plain", Outcome.NOT_ON_THIS_PLANE, "it knows no rules")))),
            1,
            false);

    assertThat(PracticeText.of(left, Page.plain(80)))
        .contains("  plain: not on this plane: it knows no rules\n");
    assertThat(PracticeJson.print(List.of(left))).contains("\"verdict\" : \"not-on-this-plane\"");
  }

  @Test
  void sayOnceToPeopleWhyAPlaneIsLeftOutOfSeveralSteps() {
    ExerciseResult left =
        new ExerciseResult(
            RESULT.exercise(),
            List.of(
                leftOut("first", "it knows no rules"),
                leftOut("second", "it knows no rules"),
                leftOut("third", "it has no gateway")),
            1,
            false);

    assertThat(PracticeText.of(left, Page.plain(80)))
        .contains(
            """
            first
              plain: not on this plane: it knows no rules

            second
              plain: not on this plane: as above

            third
              plain: not on this plane: it has no gateway
            """);
  }

  /** A pod has its name in place of its UUID, and what is not there a hyphen. */
  @Test
  void showLinesOfTheLogByTheirFlags() {
    Logged logged =
        new Logged(
            Map.of(),
            Map.of(),
            Set.of(
                new LoggedCall(7, "200", List.of("UO"), "x{overflow}", "a", "14", "/s/M"),
                new LoggedCall(9, "0", List.of("DI", "DR"), "reset", "", "", "/s/M")));
    Observation seen =
        new Observation(
            Map.of(),
            List.of(),
            Map.of(),
            new Attempts(Map.of(), Map.of(), Interventions.NONE.with(logged)),
            new PodLabels(Map.of("a", new PodLabel("server-1", "shop", "v1", "a"))));

    assertThat(LogLine.of(seen).stream().map(LogLine::text))
        .containsExactly(
            "0 DI,DR \"reset\" - grpc - /s/M", "200 UO \"x{overflow}\" server-1 grpc 14 /s/M");
  }

  private static StepResult leftOut(String step, String reason) {
    return new StepResult(
        step, List.of(PlaneResult.not("plain", Outcome.NOT_ON_THIS_PLANE, reason)));
  }

  @Test
  void doNotCallPassedWhatWasNotMeasured() {
    ExerciseResult nothing =
        new ExerciseResult(
            RESULT.exercise(),
            List.of(
                new StepResult(
                    "nine of ten",
                    List.of(PlaneResult.not("plain", Outcome.NOT_ON_THIS_PLANE, "no rules")))),
            0,
            false);

    assertThat(nothing.passed()).isFalse();
    assertThat(nothing.isLeftOut()).isTrue();
    assertThat(PracticeText.end(nothing, Page.plain(80)))
        .startsWith("left out: no step is for these planes");
    assertThat(PracticeText.summary(List.of(RESULT, nothing)))
        .startsWith("0 of 2 exercises passed, 1 left out, in 12 s");
  }

  @Test
  void doNotCallLeftOutWhatFailedOrWasInterrupted() {
    ExerciseResult interrupted = new ExerciseResult(RESULT.exercise(), List.of(), 0, true);

    assertThat(RESULT.isLeftOut()).isFalse();
    assertThat(interrupted.isLeftOut()).isFalse();
    assertThat(interrupted.passed()).isFalse();
  }

  @Test
  void areJsonForPrograms() {
    assertThat(PracticeJson.print(List.of(RESULT)))
        .contains("\"schemaVersion\" : 1", "\"name\" : \"canary\"", "\"step\" : \"nine of ten\"")
        .contains(
            "\"plane\" : \"envoy\"", "\"verdict\" : \"passed\"", "\"text\" : \"version=v2 10%\"")
        .contains("\"seconds\" : 0.5", "\"what\" : \"server-4 is ready\"")
        .contains("\"code\" : \"200\"", "\"flags\" : \"UH\"", "\"grpcStatus\" : \"14\"")
        .contains("\"verdict\" : \"failed\"", "\"reason\" : \"it broke\"");
  }

  @Test
  void areACaseForEachStepAndPlaneForCiServers() {
    assertThat(PracticeJUnit.print(List.of(RESULT)))
        .contains("tests=\"2\" failures=\"1\"")
        .contains("classname=\"canary\" name=\"nine of ten, envoy\"")
        .contains("file=\"exercises/canary/exercise.yaml\"")
        .contains("<failure message=\"it broke\">");
  }
}
