package dev.meshlab.lab.cli;

import dev.meshlab.lab.cluster.ClusterNeed;
import dev.meshlab.lab.run.ClusterChoice;
import dev.meshlab.mesh.manifest.ManifestSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of the plane {@code kubernetes}. */
final class ClusterOptions {

  @Mixin private ClusterPlace place;

  @Mixin private ClientImage clientImage;

  @Option(
      names = "--server-image",
      paramLabel = "<image>",
      defaultValue = ClusterChoice.SERVER_IMAGE,
      description = "For the plane kubernetes with --stand-in: the server's image.")
  private String serverImage;

  @Option(
      names = "--keep",
      description = "For the plane kubernetes: leave in the cluster what was made there.")
  private boolean keep;

  @Option(
      names = "--dry-run",
      description =
          "For the plane kubernetes: print what would be applied to the cluster and what that would"
              + " change there, and start nothing.")
  private boolean dryRun;

  boolean isDryRun() {
    return dryRun;
  }

  /** The manifests in the namespace that is asked for. */
  ManifestSet placed(ManifestSet manifests) {
    return place.placed(manifests);
  }

  ClusterChoice choice() {
    return new ClusterChoice(
        place.address(ClusterNeed.PLANE), clientImage.name(), serverImage, keep);
  }
}
