package dev.meshlab.lab.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag that says which image of the client calls in a cluster. */
final class ClientImage {

  @Option(
      names = "--client-image",
      paramLabel = "<image>",
      description =
          "For the plane kubernetes: the client's image. Default: that of the client in the"
              + " manifests, else localhost/service-mesh-lab/client:0.1.0.")
  private @Nullable String clientImage;

  /** Null for that of the manifests, or the usual one. */
  @Nullable String name() {
    return clientImage;
  }
}
