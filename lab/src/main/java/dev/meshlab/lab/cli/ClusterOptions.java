package dev.meshlab.lab.cli;

import dev.meshlab.lab.cluster.ClusterAddress;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.run.ClusterChoice;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The flags of the plane {@code kubernetes}, spelled as kubectl's where kubectl has them. */
final class ClusterOptions {

  @Option(
      names = "--kubeconfig",
      paramLabel = "<file>",
      description =
          "For the plane kubernetes: the file that says where the cluster is. Default: KUBECONFIG,"
              + " else ~/.kube/config.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "<name>",
      description = "For the plane kubernetes: the context of that file. Default: the current one.")
  private @Nullable String context;

  @Option(
      names = "--client-image",
      paramLabel = "<image>",
      description =
          "For the plane kubernetes: the client's image. Default: that of the client in the"
              + " manifests, else localhost/service-mesh-lab/client:0.1.0.")
  private @Nullable String clientImage;

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
      names = "--namespace",
      paramLabel = "<name>",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "Play the files in this namespace, here and in the cluster; files of several namespaces in"
              + " <name>-<theirs>. Default: the namespaces of the files.")
  private @Nullable String namespace;

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
    if (namespace == null) {
      return manifests;
    }
    if (!ClientOptions.NAMESPACE.matcher(namespace).matches()) {
      throw new BadInput(
          "--namespace "
              + namespace
              + ": is not a valid namespace name; write lower-case letters, digits and '-'");
    }
    return manifests.inNamespace(namespace);
  }

  ClusterChoice choice() {
    return new ClusterChoice(
        new ClusterAddress(kubeconfig, context), clientImage, serverImage, keep);
  }
}
