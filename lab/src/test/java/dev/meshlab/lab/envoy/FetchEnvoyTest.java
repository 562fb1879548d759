package dev.meshlab.lab.envoy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/fetch-envoy} where it needs no network. */
class FetchEnvoyTest {
  private static final Path SCRIPT = Path.of("..", "scripts", "fetch-envoy");

  @TempDir Path cache;

  private record Result(int exitCode, String output, String errors) {}

  @Test
  void printsWhereTheEnvoyIsThatItHas() throws Exception {
    Path envoy = cache.resolve("meshlab/envoy/1.40.0/envoy");
    Files.createDirectories(envoy.getParent());
    Files.createFile(envoy);
    assertThat(envoy.toFile().setExecutable(true)).isTrue();

    assertThat(run(Map.of())).isEqualTo(new Result(0, envoy + "\n", ""));
  }

  @Test
  void downloadsNothingWhenToldSo() throws Exception {
    Result result = run(Map.of("MESHLAB_ENVOY_OFFLINE", "1"));

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("no Envoy at " + cache, "MESHLAB_ENVOY_OFFLINE=1");
  }

  @Test
  void asksForACacheWhereThereIsNone() throws Exception {
    Result result = run(Map.of("XDG_CACHE_HOME", "", "HOME", ""));

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.errors())
        .contains("neither XDG_CACHE_HOME nor HOME is set", "Set XDG_CACHE_HOME to a folder");
  }

  @Test
  void asksForAnotherCacheWhereItCannotBeWritten() throws Exception {
    Path file = Files.createFile(cache.resolve("file"));

    Result result = run(Map.of("XDG_CACHE_HOME", file.toString()));

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.errors())
        .contains(
            file + "/meshlab/envoy cannot be written: Not a directory.",
            "Set XDG_CACHE_HOME to a folder");
  }

  @Test
  void saysWhatToInstallWithoutPython() throws Exception {
    Result result = run(Map.of("PATH", cache.toString()));

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.errors()).contains("python3 is missing", "apt-get install python3");
  }

  @Test
  void saysWhatToInstallWithoutPip() throws Exception {
    Path python = cache.resolve("python3");
    Files.writeString(python, "#!/bin/sh\nexit 1\n");
    assertThat(python.toFile().setExecutable(true)).isTrue();

    Result result = run(Map.of("PATH", cache.toString()));

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.errors()).contains("no pip", "python3-pip");
  }

  private Result run(Map<String, String> environment) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("/bin/bash", SCRIPT.toString());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output, errors);
  }
}
