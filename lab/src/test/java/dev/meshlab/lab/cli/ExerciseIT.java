package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the workshop, as a person gives them. */
@Tag("envoy")
@Timeout(120)
class ExerciseIT {

  @TempDir private Path directory;

  @Test
  void listsWhatThereIs() throws Exception {
    try (LabProcess lab = LabProcess.start(directory, "exercise", "list")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      assertThat(lab.stdout()).containsPattern("(?m)^pinned +One connection, one pod$");
    }
  }

  @Test
  void showsTheTextOfOne() throws Exception {
    try (LabProcess lab = LabProcess.start(directory, "exercise", "show", "pinned")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      assertThat(lab.stdout()).startsWith("One connection, one pod\n").contains("\nWhy\n");
    }
  }

  @Test
  void showsTheQuestionWithoutTheAnswer() throws Exception {
    try (LabProcess lab = LabProcess.start(directory, "exercise", "show", "--question", "pinned")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      assertThat(lab.stdout()).contains("\nPredict\n").doesNotContain("happens");
    }
  }

  @Test
  void asksForGuessesAfterTheQuestion() throws Exception {
    Path guesses = Files.writeString(directory.resolve("guesses"), "banana\none pod\neven\n");
    try (LabProcess lab =
        LabProcess.start(
            directory,
            process -> process.redirectInput(guesses.toFile()),
            "exercise",
            "run",
            "--predict",
            "pinned")) {
      assertThat(lab.exitCode()).as(lab.stdout() + lab.stderr()).isZero();
      assertThat(lab.stdout())
          .startsWith("One connection, one pod\n\nQuestion.")
          .contains("guessed    one pod: right", "guessed    even: wrong")
          .doesNotContain("What happens")
          .endsWith("1 of 2 guesses were right\n");
      assertThat(lab.stderr())
          .contains("who will answer? (for example even, one\npod, several pods,")
          .contains("'banana' is not an expectation; write for example even, one pod");
    }
  }

  @Test
  void saysWhatWasPredictedMeasuredAndExpected() throws Exception {
    try (LabProcess lab = LabProcess.start(directory, "exercise", "run", "per-request")) {
      assertThat(lab.exitCode()).as(lab.stdout() + lab.stderr()).isZero();
      assertThat(lab.stdout())
          .contains("per-request: The same calls, balanced one by one")
          .contains("predicted  each call goes to one of 3 pods, in turn")
          .contains("measured   server-1 300, server-2 300, server-3 300")
          .contains("expected   even: yes")
          .containsPattern("(?m)^passed, in \\d+\\.\\d s$");
    }
  }

  @Test
  void writesJsonForPrograms() throws Exception {
    try (LabProcess lab = LabProcess.start(directory, "exercise", "run", "pinned", "-o", "json")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      JsonNode json = new ObjectMapper().readTree(lab.stdout());
      JsonNode first = json.at("/exercises/0");
      assertThat(json.get("schemaVersion").asInt()).isEqualTo(1);
      assertThat(first.get("name").asText()).isEqualTo("pinned");
      assertThat(first.get("plane").asText()).isEqualTo("plain");
      assertThat(first.get("verdict").asText()).isEqualTo("passed");
      assertThat(first.at("/expectations/1/text").asText()).isEqualTo("pinned");
    }
  }

  @Test
  void namesTheExerciseThatWasMeant() throws Exception {
    try (LabProcess lab = LabProcess.start(directory, "exercise", "run", "pined")) {
      assertThat(lab.exitCode()).isEqualTo(2);
      assertThat(lab.stderr()).contains("there is no exercise 'pined'; did you mean pinned?");
    }
  }

  @Test
  void asksForNames() throws Exception {
    try (LabProcess lab = LabProcess.start(directory, "exercise", "run")) {
      assertThat(lab.exitCode()).isEqualTo(2);
      assertThat(lab.stderr()).contains("name exercises, or give --all; there are ");
    }
  }
}
