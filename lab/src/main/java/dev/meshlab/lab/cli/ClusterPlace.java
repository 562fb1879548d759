package dev.meshlab.lab.cli;

import dev.meshlab.lab.cluster.ClusterAddress;
import dev.meshlab.lab.cluster.ClusterNeed;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.manifest.ManifestSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that say which cluster and which namespace, spelled as kubectl's. */
final class ClusterPlace {

  @Mixin private ClusterAccess access;

  @Option(
      names = "--namespace",
      paramLabel = "<name>",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "Play the files in this namespace, here and in the cluster; files of several namespaces"
              + " in <name>-<theirs>. Default: the namespaces of the files.")
  private @Nullable String namespace;

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

  ClusterAddress address(ClusterNeed need) {
    return access.address(need);
  }
}
