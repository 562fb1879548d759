package dev.meshlab.lab.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meshlab.lab.envoy.EnvoyBinary.Found;
import dev.meshlab.lab.envoy.EnvoyBinary.Missing;
import dev.meshlab.lab.envoy.EnvoyBinary.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvoyBinaryTest {
  @TempDir Path directory;
  private Map<String, String> environment;

  @BeforeEach
  void environment() {
    environment =
        Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString(), "PATH", path("bin"));
  }

  @Test
  void prefersTheFlagThenTheVariableThenTheCacheThenThePath() throws IOException {
    Path flag = envoy("flag/envoy", "1.40.0");
    Path variable = envoy("variable/envoy", "1.40.0");
    Path cache = envoy("cache/meshlab/envoy/1.40.0/envoy", "1.40.0");
    Path path = envoy("bin/envoy", "1.40.0");
    Map<String, String> withVariable =
        Map.of("MESHLAB_ENVOY", variable.toString(), "PATH", path("bin"));

    assertThat(EnvoyBinary.find(flag, withVariable)).isEqualTo(found(flag, Source.FLAG));
    assertThat(EnvoyBinary.find(null, withVariable)).isEqualTo(found(variable, Source.ENVIRONMENT));
    assertThat(EnvoyBinary.find(null, environment)).isEqualTo(found(cache, Source.CACHE));
    Files.delete(cache);
    assertThat(EnvoyBinary.find(null, environment)).isEqualTo(found(path, Source.PATH));
  }

  @Test
  void findsTheCacheInTheHomeDirectory() throws IOException {
    Path cache = envoy("home/.cache/meshlab/envoy/1.40.0/envoy", "1.40.0");

    assertThat(EnvoyBinary.find(null, Map.of("HOME", path("home"))))
        .isEqualTo(found(cache, Source.CACHE));
  }

  @Test
  void saysWhereItLookedAndWhatToDo() {
    assertThat(EnvoyBinary.find(null, environment))
        .isInstanceOfSatisfying(
            Missing.class,
            missing -> {
              assertThat(missing.reason())
                  .isEqualTo(
                      "no Envoy in %s and none on PATH",
                      directory.resolve("cache/meshlab/envoy/1.40.0/envoy"));
              assertThat(missing.remedy()).contains("scripts/fetch-envoy", "--envoy");
            });
  }

  @Test
  void asksForACacheWhereThereIsNone() {
    Missing missing = (Missing) EnvoyBinary.find(null, Map.of("PATH", path("bin")));

    assertThat(missing.reason())
        .isEqualTo(
            "neither XDG_CACHE_HOME nor HOME is set, so there is no cache, and there is no Envoy on"
                + " PATH");
    assertThat(missing.remedy())
        .startsWith("Set XDG_CACHE_HOME to a folder that you can write to and run scripts/fetch");
  }

  @Test
  void asksForAnotherCacheWhereItCannotBeWritten() throws IOException {
    Files.createFile(directory.resolve("cache"));

    Missing missing = (Missing) EnvoyBinary.find(null, environment);

    assertThat(missing.remedy())
        .startsWith(path("cache/meshlab/envoy/1.40.0") + " cannot be written: set XDG_CACHE_HOME");
  }

  @ParameterizedTest
  @CsvSource({"1.37.9, false, ", "1.38.0, true, warns", "1.40.7, true, ", "1.41.0, true, warns"})
  void takesReleasesThatAreNewEnough(String version, boolean taken, String warns)
      throws IOException {
    Path path = envoy("bin/envoy", version);

    EnvoyBinary result = EnvoyBinary.find(null, environment);

    if (taken) {
      Found found = (Found) result;
      assertThat(found.version()).isEqualTo(version);
      assertThat(found.warning().isPresent()).isEqualTo(warns != null);
    } else {
      assertThat(((Missing) result).reason())
          .contains(path + " cannot be used: it is 1.37.9, and the lab needs 1.38 or newer");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "absent, no such file",
    "empty, not an executable file",
    "other, '--version answers: something else'"
  })
  void refusesAPathThatTheUserNamedAndTriesNoOther(String name, String reason) throws IOException {
    envoy("bin/envoy", "1.40.0");
    Files.createFile(directory.resolve("empty"));
    script("other", "something else");
    Path named = directory.resolve(name);

    assertThatExceptionOfType(UnusableEnvoy.class)
        .isThrownBy(() -> EnvoyBinary.find(named, environment))
        .withMessageContainingAll("--envoy", named.toString(), reason);
    assertThatExceptionOfType(UnusableEnvoy.class)
        .isThrownBy(() -> EnvoyBinary.find(null, Map.of("MESHLAB_ENVOY", named.toString())))
        .withMessageContainingAll("MESHLAB_ENVOY", named.toString(), reason);
  }

  private static Found found(Path path, Source source) {
    return new Found(path, "1.40.0", source, Optional.empty());
  }

  private Path envoy(String name, String version) throws IOException {
    return script(name, "\nenvoy  version: abc/" + version + "/Clean/RELEASE/BoringSSL\n");
  }

  private Path script(String name, String output) throws IOException {
    Path script = directory.resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\nprintf '%s' '" + output + "'\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }
}
