package dev.meshlab.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars that {@code java -jar} starts. */
class JarsIT {
  /** Else a JVM from JDK 24 on warns on standard error (JEP 472). */
  @ParameterizedTest
  @ValueSource(strings = {"server", "client", "lab"})
  void allowTheNativeAccessThatNettyNeeds(String module) throws Exception {
    String name = module + "/target/meshlab-" + module + ".jar";
    try (JarFile jar = new JarFile(Checkout.repository().resolve(name).toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
          .isEqualTo("ALL-UNNAMED");
    }
  }
}
