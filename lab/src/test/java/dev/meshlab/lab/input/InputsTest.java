package dev.meshlab.lab.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.failure.MissingPrerequisite;
import dev.meshlab.mesh.input.Source;
import dev.meshlab.mesh.progress.HowFar;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputsTest {

  private static final InputStream STDIN = new ByteArrayInputStream(new byte[0]);

  @Test
  void areFilesAndStandardInput() {
    assertThat(open(new Inputs(List.of("a.yaml", "-", "rules/"), true, null)))
        .containsExactly(
            new Source.Place(Path.of("a.yaml"), true),
            new Source.Bytes(
                "<stdin>",
                STDIN,
                "pipe manifests into standard input, as in helm template … | ./meshlab explain -f -"),
            new Source.Place(Path.of("rules"), true));
  }

  @Test
  void areUrls() {
    List<String> doing = new ArrayList<>();

    List<Source> sources =
        new Inputs(List.of("http://127.0.0.1:1/a.yaml"), false, null)
            .open(STDIN, Map.of(), (work, done, all) -> doing.add(work));

    assertThat(sources).singleElement().isInstanceOf(Source.Unavailable.class);
    assertThat(doing).containsExactly("fetching http://127.0.0.1:1/a.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '-f: a name is empty; name a file, a directory, a URL, or - for standard input'",
    "-, -f -: standard input can be read only once; name it once"
  })
  void areRefusedWhereTheyCannotBeMeantSo(String twice, String message) {
    assertThatThrownBy(() -> open(new Inputs(List.of(twice, "a.yaml", twice), false, null)))
        .isInstanceOf(BadInput.class)
        .hasMessage(message);
  }

  @Test
  void needAKustomizeForAKustomization() {
    assertThatThrownBy(() -> open(new Inputs(List.of(), false, "overlays/prod")))
        .isInstanceOfSatisfying(
            MissingPrerequisite.class,
            missing -> {
              assertThat(missing)
                  .hasMessage("-k overlays/prod: neither kustomize nor kubectl is on PATH.");
              assertThat(missing.exitCode()).isEqualTo(ExitCode.MISSING_PREREQUISITE);
            });
  }

  private static List<Source> open(Inputs inputs) {
    return inputs.open(STDIN, Map.of("PATH", ""), HowFar.UNSEEN);
  }
}
