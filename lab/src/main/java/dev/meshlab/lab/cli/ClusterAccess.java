package dev.meshlab.lab.cli;

import dev.meshlab.lab.cluster.ClusterAddress;
import dev.meshlab.lab.cluster.ClusterNeed;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say which cluster, spelled as kubectl's. */
final class ClusterAccess {

  @Option(
      names = "--kubeconfig",
      paramLabel = "<file>",
      description =
          "The file that says where a real cluster is. Default: KUBECONFIG, else ~/.kube/config.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "<name>",
      description = "The context of the kubeconfig. Default: the current one.")
  private @Nullable String context;

  ClusterAddress address(ClusterNeed need) {
    return new ClusterAddress(kubeconfig, context, need);
  }
}
