package dev.meshlab.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meshlab.lab.failure.MissingPrerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerArtefactTest {
  @TempDir Path root;
  private Path built;
  private Path other;

  @BeforeEach
  void build() throws IOException {
    built =
        Files.createFile(
            Files.createDirectories(root.resolve("server/target")).resolve("meshlab-server.jar"));
    other = Files.createFile(root.resolve("other.jar"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab/target/classes", "lab/target/meshlab-lab.jar"})
  void isWhereTheBuildPutsIt(String own) {
    assertThat(ServerArtefact.find(new Properties(), Map.of(), root.resolve(own)).jar())
        .isEqualTo(built);
  }

  @Test
  void isWhereTheUserSays() {
    Properties properties = new Properties();
    Map<String, String> environment = Map.of("MESHLAB_SERVER_JAR", other.toString());
    assertThat(ServerArtefact.find(properties, environment, root).jar()).isEqualTo(other);

    properties.setProperty("meshlab.server.jar", built.toString());
    assertThat(ServerArtefact.find(properties, environment, root).jar()).isEqualTo(built);
  }

  @Test
  void isAPrerequisiteThatSaysWhatToDo() {
    Path gone = root.resolve("gone.jar");

    assertThatExceptionOfType(MissingPrerequisite.class)
        .isThrownBy(
            () ->
                ServerArtefact.find(
                    new Properties(), Map.of("MESHLAB_SERVER_JAR", gone.toString()), root))
        .withMessageContaining(gone.toString())
        .satisfies(missing -> assertThat(missing.remedy()).contains("mvn"));
  }
}
