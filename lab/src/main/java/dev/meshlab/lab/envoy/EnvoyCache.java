package dev.meshlab.lab.envoy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place where {@code scripts/fetch-envoy} keeps Envoy.
 *
 * @param envoy empty where the environment names no cache
 */
record EnvoyCache(Optional<Path> envoy) {
  private static final String ANOTHER = "or name an Envoy with --envoy or MESHLAB_ENVOY.";

  static EnvoyCache of(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    Path inCache = Path.of("meshlab", "envoy", EnvoyVersion.PINNED.toString(), "envoy");
    if (!xdg.isEmpty()) {
      return new EnvoyCache(Optional.of(Path.of(xdg).resolve(inCache)));
    }
    return new EnvoyCache(
        home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".cache").resolve(inCache)));
  }

  /** A sentence for a search that found nothing here and nothing on PATH. */
  String nothingFound() {
    return envoy
        .map(path -> "no Envoy in %s and none on PATH".formatted(path))
        .orElse(
            "neither XDG_CACHE_HOME nor HOME is set, so there is no cache, and there is no Envoy on"
                + " PATH");
  }

  String remedy() {
    if (envoy.isPresent() && writable(envoy.get().getParent())) {
      return "Run scripts/fetch-envoy, " + ANOTHER;
    }
    String why =
        envoy.map(path -> path.getParent() + " cannot be written: set ").orElse("Set ")
            + "XDG_CACHE_HOME to a folder that you can write to and run scripts/fetch-envoy, ";
    return why + ANOTHER;
  }

  /** True if it can be made, where it does not exist. */
  private static boolean writable(@Nullable Path directory) {
    if (directory == null || Files.exists(directory)) {
      return directory != null && Files.isDirectory(directory) && Files.isWritable(directory);
    }
    return writable(directory.getParent());
  }
}
