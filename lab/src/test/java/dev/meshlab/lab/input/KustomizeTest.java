package dev.meshlab.lab.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.failure.MissingPrerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KustomizeTest {

  @TempDir private Path folder;

  @Test
  void isTheOneInsideKubectlWhereThereIsNoOther() throws IOException {
    Path kubectl = program("b/kubectl");

    assertThat(kustomize("a", "b").line("prod"))
        .isEqualTo(List.of(kubectl.toString(), "kustomize", "prod"));
  }

  @Test
  void isPreferredToTheOneInsideKubectl() throws IOException {
    program("a/kubectl");
    Path kustomize = program("b/kustomize");

    assertThat(kustomize("a", "b").line("prod"))
        .isEqualTo(List.of(kustomize.toString(), "build", "prod"));
  }

  @Test
  void isAProgramAndNotAFolderOrAFile() throws IOException {
    Files.createDirectories(folder.resolve("a/kubectl"));
    Files.createFile(folder.resolve("a/kustomize"));

    assertThatThrownBy(() -> kustomize("a").line("prod")).isInstanceOf(MissingPrerequisite.class);
  }

  private Kustomize kustomize(String... folders) {
    List<String> path =
        List.of(folders).stream().map(name -> folder.resolve(name).toString()).toList();
    return new Kustomize(Map.of("PATH", String.join(":", path)));
  }

  private Path program(String name) throws IOException {
    Path program = folder.resolve(name);
    Files.createDirectories(program.getParent());
    Files.createFile(program);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }
}
