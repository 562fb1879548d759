package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.run.ClientChoice;
import dev.meshlab.mesh.model.Locality;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The flags that say who calls. */
final class ClientOptions {

  static final Pattern NAMESPACE = Pattern.compile("(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LOCALITY = Pattern.compile("[^/]+(/[^/]+){0,2}");

  @Option(
      names = "--client",
      paramLabel = "<workload>",
      description =
          "The workload whose pod calls, as name, namespace/name or deploy/name. Default: the lab's"
              + " client, else one that no Service leads to.")
  private @Nullable String workload;

  @Option(
      names = "--client-namespace",
      paramLabel = "<namespace>",
      description =
          "The namespace of the calling pod. Default: that of the client in the manifests, or of the"
              + " target.")
  private @Nullable String namespace;

  @Option(
      names = "--client-labels",
      paramLabel = "<key=value>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      description = "The labels of the calling pod. Default: those of the client in the manifests.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--client-node",
      paramLabel = "<name>",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "The Node of the calling pod. Default: that of its workload, else the first one.")
  private @Nullable String node;

  @Option(
      names = "--client-locality",
      paramLabel = "<region/zone/subzone>",
      showDefaultValue = Help.Visibility.NEVER,
      description = "Locality of the calling pod. Default: that of its node.")
  private String locality = "";

  /** The client that was asked for. */
  ClientChoice choice() {
    if (namespace != null && !NAMESPACE.matcher(namespace).matches()) {
      throw new BadInput(
          "--client-namespace "
              + namespace
              + ": is not a valid namespace name; write lower-case letters, digits and '-'");
    }
    if (!locality.isEmpty() && !LOCALITY.matcher(locality).matches()) {
      throw new BadInput(
          "--client-locality "
              + locality
              + ": write it as region, region/zone or region/zone/subzone");
    }
    return new ClientChoice(
        workload, namespace, labels, node, locality.isEmpty() ? null : Locality.parse(locality));
  }
}
