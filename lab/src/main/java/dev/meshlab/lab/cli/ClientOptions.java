package dev.meshlab.lab.cli;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/**
 * Whose view of the mesh is taken: what a client can reach depends on where it is and how it is
 * labelled.
 */
final class ClientOptions {

  @Option(
      names = "--client-namespace",
      paramLabel = "<namespace>",
      description =
          "The namespace of the calling pod. Default: that of the client in the manifests, or of the target.")
  private @Nullable String namespace;

  @Option(
      names = "--client-labels",
      paramLabel = "<key=value>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      description = "The labels of the calling pod. Default: those of the client in the manifests.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--client-locality",
      paramLabel = "<region/zone/subzone>",
      showDefaultValue = Help.Visibility.NEVER,
      description = "Where the calling pod runs. Default: nowhere in particular.")
  private String locality = "";

  /** The client that was asked for, falling back on the one given for what was not said. */
  ClientWorkload orElse(ClientWorkload fallback) {
    return new ClientWorkload(
        namespace == null ? fallback.namespace() : namespace,
        labels.isEmpty() ? fallback.labels() : labels,
        locality.isEmpty() ? fallback.locality() : Locality.parse(locality));
  }
}
