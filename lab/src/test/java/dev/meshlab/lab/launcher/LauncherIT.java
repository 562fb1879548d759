package dev.meshlab.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.launcher.Checkout.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a real JVM and the lab's own artefact. */
class LauncherIT {
  @TempDir Path directory;

  @Test
  void runsInAFolderWhoseNameIsNotAsciiWhateverTheLocale() throws Exception {
    Checkout checkout = Checkout.in(directory.resolve("Übung 1"));
    for (String module : new String[] {"lab", "server"}) {
      Files.createDirectories(checkout.directory().resolve(module));
      Files.createSymbolicLink(
          checkout.directory().resolve(module + "/target"),
          Checkout.repository().resolve(module + "/target"));
    }
    Files.delete(checkout.directory().resolve("bin/java"));
    checkout.script("bin/mvn", "exit 0");
    String java = Path.of(System.getProperty("java.home")).toString();

    Ended ended = checkout.run(Map.of("LC_ALL", "C", "JAVA_HOME", java), "--version");

    assertThat(ended.exitCode()).as(ended.errors()).isZero();
    assertThat(ended.output()).startsWith("meshlab ");
  }
}
