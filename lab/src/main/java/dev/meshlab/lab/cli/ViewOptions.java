package dev.meshlab.lab.cli;

import dev.meshlab.lab.cluster.ClusterAddress;
import dev.meshlab.lab.run.ClientChoice;
import dev.meshlab.lab.run.Clients;
import dev.meshlab.lab.run.RealProxy;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.translate.ServerView;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags that say whose xDS is looked at. */
final class ViewOptions {

  @Option(
      names = "--plane",
      paramLabel = "<plane>",
      defaultValue = "envoy",
      converter = ConfigView.Converter.class,
      completionCandidates = ConfigView.Converter.class,
      description =
          "Whose view: ${COMPLETION-CANDIDATES}; server is the sidecar before the pod that --pod"
              + " names, for the calls that come in.")
  private ConfigView view;

  @Option(
      names = "--pod",
      paramLabel = "<namespace/name>",
      description = "The pod whose sidecar --plane server shows.")
  private @Nullable String pod;

  ConfigView view() {
    return view;
  }

  void check(CommandLine command) {
    if (pod != null && !view.isServer()) {
      throw new ParameterException(command, "--pod is for --plane server");
    }
  }

  /** True if there is a proxy in a cluster that has this view. */
  boolean hasProxy() {
    return view.plane().map(Plane::needsEnvoy).orElse(true);
  }

  /** The proxy in a cluster that has this view. */
  RealProxy real(
      ManifestSet files, ClusterAddress address, ClientChoice client, CommandLine command) {
    if (!view.isServer()) {
      return view.plane().filter(Plane::isEnteredFromOutside).isPresent()
          ? RealProxy.ofGateway(files, address, client)
          : RealProxy.ofCaller(files, address, client);
    }
    if (pod == null) {
      throw new ParameterException(
          command, "--plane server needs --pod <namespace/name>, a pod of the cluster");
    }
    return RealProxy.ofPod(files, address, pod);
  }

  Resources translated(Mesh mesh, ClientChoice client, boolean all, CommandLine command) {
    return view.plane()
        .map(plane -> ofCaller(plane, mesh, client, all))
        .orElseGet(() -> ofServer(mesh, all, command));
  }

  /** Without a Gateway istiod has no listener for any gateway, and nothing is called through it. */
  private static Resources ofCaller(Plane plane, Mesh mesh, ClientChoice client, boolean all) {
    Optional<ClientWorkload> workload =
        plane.isEnteredFromOutside()
            ? mesh.gatewayWorkload(client.orElse(Clients.anyGateway()))
            : Optional.of(client.in(mesh));
    if (workload.isEmpty()) {
      System.err.println(
          "warning: these manifests have no Gateway, so --plane " + plane + " is empty");
      return Resources.NONE;
    }
    return plane.resources(mesh, workload.get(), all);
  }

  private Resources ofServer(Mesh mesh, boolean all, CommandLine command) {
    return mesh.pods().stream()
        .filter(each -> name(each).equals(pod))
        .findFirst()
        .map(
            each ->
                all
                    ? ServerView.translateWithPassthrough(mesh, each)
                    : ServerView.translate(mesh, each))
        .orElseThrow(() -> new ParameterException(command, noSuchPod(mesh)));
  }

  private String noSuchPod(Mesh mesh) {
    List<String> names = mesh.pods().stream().map(ViewOptions::name).sorted().toList();
    String choices = names.isEmpty() ? "the manifests have none" : String.join(", ", names);
    return pod == null
        ? "--plane server needs --pod <namespace/name>; the pods are: " + choices
        : "--pod %s is not a pod of the manifests; the pods are: %s".formatted(pod, choices);
  }

  private static String name(Pod pod) {
    return pod.namespace() + "/" + pod.name();
  }
}
