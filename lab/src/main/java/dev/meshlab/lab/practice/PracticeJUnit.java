package dev.meshlab.lab.practice;

import dev.meshlab.lab.outcome.Met;
import dev.meshlab.lab.outcome.OutcomeText;
import dev.meshlab.lab.report.JUnitCase;
import dev.meshlab.lab.report.JUnitSuite;
import dev.meshlab.lab.report.JUnitXml;
import java.util.List;
import java.util.stream.Collectors;

/** The results of exercises for CI servers: a suite for each exercise, a case a step and plane. */
public final class PracticeJUnit {

  private PracticeJUnit() {}

  public static String print(List<ExerciseResult> results) {
    double seconds = results.stream().mapToDouble(ExerciseResult::seconds).sum();
    return new JUnitXml("meshlab exercise", null, seconds)
        .print(results.stream().map(PracticeJUnit::suite).toList());
  }

  private static JUnitSuite suite(ExerciseResult result) {
    List<JUnitCase> cases =
        result.steps().stream()
            .flatMap(step -> step.planes().stream().map(plane -> testCase(result, step, plane)))
            .toList();
    return new JUnitSuite(result.exercise().name(), result.seconds(), cases);
  }

  private static JUnitCase testCase(ExerciseResult result, StepResult step, PlaneResult plane) {
    JUnitCase one =
        new JUnitCase(result.exercise().name(), step.name() + ", " + plane.plane())
            .at(result.exercise().file().toString(), 0)
            .printed(OutcomeText.plain(plane.predicted(), plane.measured(), plane.live()));
    return switch (plane.outcome()) {
      case PASSED -> one;
      case NOT_ON_THIS_PLANE -> one.ended(JUnitCase.Result.SKIPPED, plane.reason(), "");
      case FAILED -> one.ended(JUnitCase.Result.FAILURE, missed(plane), "");
    };
  }

  private static String missed(PlaneResult plane) {
    return plane.reason().isEmpty()
        ? plane.met().stream()
            .filter(Met::failed)
            .map(Met::sentence)
            .collect(Collectors.joining("; "))
        : plane.reason();
  }
}
