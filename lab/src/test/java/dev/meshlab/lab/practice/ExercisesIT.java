package dev.meshlab.lab.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.exercise.Catalogue;
import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.report.Page;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The claims of the exercises, held against a real Envoy; {@code BrokenExercisesIT} breaks the
 * subject of each.
 *
 * <p>Each expectation has a rate of false alarms of at most 1e-6: those that allow for chance by
 * their own interval, bounds by their distance from what is expected (six deviations and more).
 */
@Tag("envoy")
@Timeout(120)
class ExercisesIT {

  /** {@code ClusterExercisesTest} breaks those that need a cluster. */
  static List<Exercise> onThisMachine() {
    return Catalogue.read(ShortPractice.EXERCISES).exercises().stream()
        .filter(exercise -> !exercise.steps().stream().allMatch(Step::isOfClusterAlone))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("onThisMachine")
  void holdOnEveryPlane(Exercise exercise) throws Exception {
    ExerciseResult result = ShortPractice.run(exercise, EnumSet.allOf(Plane.class));

    assertThat(result.passed()).as(PracticeText.of(result, Page.plain(100))).isTrue();
  }
}
