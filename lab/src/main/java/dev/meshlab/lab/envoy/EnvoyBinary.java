package dev.meshlab.lab.envoy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outcome of the search for an Envoy to run. */
public sealed interface EnvoyBinary {

  /** The place where an Envoy was found; also the order of the search. */
  enum Source {
    FLAG("--envoy"),
    ENVIRONMENT("MESHLAB_ENVOY"),
    CACHE("the cache"),
    PATH("PATH");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * An Envoy that runs and is new enough.
   *
   * @param version such as {@code 1.40.0}
   * @param warning a warning for the user, if it is a release that the lab was not tested with
   */
  record Found(Path path, String version, Source source, Optional<String> warning)
      implements EnvoyBinary {}

  /**
   * No Envoy.
   *
   * @param reason where it was looked for, and what is wrong with what was there
   * @param remedy what to do about it
   */
  record Missing(String reason, String remedy) implements EnvoyBinary {}

  /**
   * Looks for an Envoy: the flag, {@code MESHLAB_ENVOY}, the cache that {@code scripts/fetch-envoy}
   * fills, {@code PATH}. Runs what it finds with {@code --version}.
   *
   * @param flag the value of {@code --envoy}, if given
   * @throws UnusableEnvoy if the user named one that cannot be used; nothing else is tried then
   */
  static EnvoyBinary find(@Nullable Path flag, Map<String, String> environment) {
    if (flag != null) {
      return named(flag, Source.FLAG);
    }
    String variable = environment.getOrDefault("MESHLAB_ENVOY", "");
    if (!variable.isEmpty()) {
      return named(Path.of(variable), Source.ENVIRONMENT);
    }
    List<String> refused = new ArrayList<>();
    return inCache(environment, refused)
        .or(() -> onPath(environment, refused))
        .<EnvoyBinary>map(found -> found)
        .orElseGet(() -> missing(environment, refused));
  }

  private static Found named(Path path, Source source) {
    try {
      // Absolute, lest a bare name be looked up on PATH when it is run.
      return check(path.toAbsolutePath(), source);
    } catch (IOException e) {
      throw new UnusableEnvoy(
          "%s: %s is not an Envoy to run: %s. Name another, or none to use the fetched one."
              .formatted(source, path, e.getMessage()));
    }
  }

  private static Optional<Found> inCache(Map<String, String> environment, List<String> refused) {
    return EnvoyCache.of(environment)
        .envoy()
        .filter(Files::exists)
        .flatMap(path -> usable(path, Source.CACHE, refused));
  }

  private static Optional<Found> onPath(Map<String, String> environment, List<String> refused) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "envoy"))
        .filter(Files::isExecutable)
        .flatMap(path -> usable(path, Source.PATH, refused).stream())
        .findFirst();
  }

  private static Optional<Found> usable(Path path, Source source, List<String> refused) {
    try {
      return Optional.of(check(path, source));
    } catch (IOException e) {
      refused.add("%s cannot be used: %s".formatted(path, e.getMessage()));
      return Optional.empty();
    }
  }

  private static Found check(Path path, Source source) throws IOException {
    if (!Files.isExecutable(path) || Files.isDirectory(path)) {
      throw new IOException(Files.exists(path) ? "not an executable file" : "no such file");
    }
    EnvoyVersion version = EnvoyVersion.of(path);
    if (!version.supported()) {
      throw new IOException(
          "it is " + version + ", and the lab needs " + EnvoyVersion.oldest() + " or newer");
    }
    Optional<String> warning =
        version.tested()
            ? Optional.empty()
            : Optional.of(
                "%s is Envoy %s; the lab is tested with %s"
                    .formatted(path, version, EnvoyVersion.PINNED));
    return new Found(path, version.toString(), source, warning);
  }

  private static Missing missing(Map<String, String> environment, List<String> refused) {
    EnvoyCache cache = EnvoyCache.of(environment);
    List<String> reasons = new ArrayList<>();
    reasons.add(cache.nothingFound());
    reasons.addAll(refused);
    return new Missing(String.join("; ", reasons), cache.remedy());
  }
}
