package dev.meshlab.lab.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag that says which Envoy to run. */
final class EnvoyOption {

  @Option(
      names = "--envoy",
      paramLabel = "<path>",
      description = "The Envoy to run. Default: MESHLAB_ENVOY, the cache, PATH, in this order.")
  private @Nullable Path envoy;

  /** Null to look for one. */
  @Nullable Path path() {
    return envoy;
  }
}
