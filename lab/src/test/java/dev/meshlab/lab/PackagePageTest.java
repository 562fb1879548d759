package dev.meshlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.lab.verdict.Attempts;
import dev.meshlab.lab.verdict.Judge;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.lab.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of the package shows how to use it, by lines that this test compiles and runs. */
class PackagePageTest {

  private static final Path PAGE = Path.of("src/main/java/dev/meshlab/lab/package-info.java");
  private static final Path TEST = Path.of("src/test/java/dev/meshlab/lab/PackagePageTest.java");

  @ParameterizedTest
  @CsvSource({"500, 500, AGREES", "900, 100, DISAGREES"})
  void linesOfThePageJudgeCounts(long ofA, long ofB, Verdict.Outcome outcome) {
    Map<String, Long> replies = Map.of("pod-a", ofA, "pod-b", ofB);

    // the page begins
    Group pods = new Group("server", 1, Balancing.ROTATION, List.of("pod-a", "pod-b"));
    Prediction prediction = new PerCall(List.of(pods), new Rotations.OfWorkers(1));
    Observation seen =
        new Observation(replies, List.of(replies), Map.of(), Attempts.ONE_EACH, PodLabels.NONE);
    Verdict verdict = Judge.judge(prediction, seen);
    // the page ends

    assertThat(verdict.outcome()).isEqualTo(outcome);
  }

  @Test
  void pageHasTheLinesOfThisTest() throws IOException {
    String lines =
        Files.readString(TEST)
            .split(" +// the page (?=begins|ends)", -1)[1]
            .lines()
            .skip(1)
            .map(line -> " * " + line.substring(4))
            .collect(Collectors.joining("\n"));

    assertThat(lines).contains("Judge.judge");
    assertThat(Files.readString(PAGE)).contains(lines);
  }
}
