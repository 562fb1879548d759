package dev.meshlab.lab.fleet;

import dev.meshlab.lab.failure.MissingPrerequisite;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The server that pods run, as the build made it.
 *
 * @param jar an executable jar, with its libraries beside it in {@code lib/}
 */
public record ServerArtefact(Path jar) {
  static final String PROPERTY = "meshlab.server.jar";
  static final String VARIABLE = "MESHLAB_SERVER_JAR";

  private static final String REMEDY =
      "Build it with mvn -DskipTests package, or set MESHLAB_SERVER_JAR to meshlab-server.jar.";

  /**
   * Finds it: the system property {@code meshlab.server.jar}, {@code MESHLAB_SERVER_JAR}, or where
   * the build puts it beside the lab's own.
   *
   * @throws MissingPrerequisite if it is not there
   */
  public static ServerArtefact find() {
    return find(System.getProperties(), System.getenv(), ownLocation());
  }

  /** The archive of the classes that a start loads (JEP 350); it need not be there. */
  Path archive() {
    String name = jar.getFileName().toString();
    return jar.resolveSibling(name.replaceFirst("\\.jar$", "") + ".jsa");
  }

  /**
   * @param own the jar or the directory of classes that the lab runs from, in {@code lab/target}
   */
  static ServerArtefact find(Properties properties, Map<String, String> environment, Path own) {
    String named = properties.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, ""));
    Path jar =
        named.isEmpty()
            ? own.resolve("../../../server/target/meshlab-server.jar").normalize()
            : Path.of(named);
    if (!Files.isRegularFile(jar)) {
      throw new MissingPrerequisite("The server's jar is not at " + jar + ".", REMEDY);
    }
    return new ServerArtefact(jar.toAbsolutePath());
  }

  private static Path ownLocation() {
    CodeSource source = ServerArtefact.class.getProtectionDomain().getCodeSource();
    URI location;
    try {
      location = Objects.requireNonNull(source).getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a code source is a URI", e);
    }
    return Path.of(location);
  }
}
