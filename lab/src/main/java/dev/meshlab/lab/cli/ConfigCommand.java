package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.run.Clients;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.translate.ServerView;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code meshlab config}: the xDS of one client, as {@code istioctl proxy-config … -o json} shows
 * it.
 */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description =
        "Prints the xDS that one client gets, as a JSON array on stdout: what Istio's istiod would"
            + " send, before the lab binds it to loopback.")
final class ConfigCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "<type>",
      converter = XdsKind.Converter.class,
      completionCandidates = XdsKind.Converter.class,
      description =
          "${COMPLETION-CANDIDATES}; also in the plural, as c, ep, r, l, or as cds, eds, rds, lds.")
  private XdsKind kind;

  /** The advice on what a reader of the xDS would look for in vain. */
  private static final Set<DiagnosticId> MISSING =
      Set.of(
          DiagnosticId.UNKNOWN_HOST,
          DiagnosticId.UNKNOWN_SUBSET,
          DiagnosticId.UNKNOWN_PORT,
          DiagnosticId.UNKNOWN_TARGET_PORT,
          DiagnosticId.NO_HOSTS,
          DiagnosticId.EMPTY_SUBSET,
          DiagnosticId.SERVICE_WITHOUT_PODS,
          DiagnosticId.TWO_RULES,
          DiagnosticId.PORT_SNIFFED,
          DiagnosticId.NOT_HONOURED,
          DiagnosticId.TOO_MANY_REPLICAS);

  @Mixin private ManifestOptions manifests;

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

  @Mixin private ClientOptions client;

  @Spec private CommandSpec spec;

  @Option(
      names = "--all",
      description =
          "Also what every sidecar has for other traffic (BlackHole, Passthrough, allow_any), and the"
              + " Services in front of gateways.")
  private boolean all;

  @Override
  public Integer call() {
    if (pod != null && !view.isServer()) {
      throw new ParameterException(spec.commandLine(), "--pod is for --plane server");
    }
    ManifestSet read;
    Mesh mesh;
    String printed;
    try (LateProgress progress = LateProgress.on(ProgressLine.onStandardError())) {
      read = manifests.readWithoutPresuming(progress);
      mesh = Mesh.of(read);
      progress.now("translating", 0, 0);
      printed = CanonicalJson.array(kind.of(translate(mesh))) + "\n";
    }
    Advisers.advise(read, mesh, client.choice().in(mesh)).given().stream()
        .filter(advice -> MISSING.contains(advice.id()))
        .forEach(advice -> System.err.print(Notice.of("warning: ", advice.headline())));
    Output.write(printed);
    return ExitCode.AS_EXPECTED;
  }

  private Resources translate(Mesh mesh) {
    return view.plane().map(plane -> ofCaller(plane, mesh)).orElseGet(() -> ofServer(mesh));
  }

  /** Without a Gateway istiod has no listener for any gateway, and nothing is called through it. */
  private Resources ofCaller(Plane plane, Mesh mesh) {
    Optional<ClientWorkload> workload =
        plane.isEnteredFromOutside()
            ? mesh.gatewayWorkload(client.choice().orElse(Clients.anyGateway()))
            : Optional.of(client.choice().in(mesh));
    if (workload.isEmpty()) {
      System.err.println(
          "warning: these manifests have no Gateway, so --plane " + plane + " is empty");
      return Resources.NONE;
    }
    return plane.resources(mesh, workload.get(), all);
  }

  private Resources ofServer(Mesh mesh) {
    return mesh.pods().stream()
        .filter(each -> name(each).equals(pod))
        .findFirst()
        .map(
            each ->
                all
                    ? ServerView.translateWithPassthrough(mesh, each)
                    : ServerView.translate(mesh, each))
        .orElseThrow(() -> new ParameterException(spec.commandLine(), noSuchPod(mesh)));
  }

  private String noSuchPod(Mesh mesh) {
    List<String> names = mesh.pods().stream().map(ConfigCommand::name).sorted().toList();
    String choices = names.isEmpty() ? "the manifests have none" : String.join(", ", names);
    return pod == null
        ? "--plane server needs --pod <namespace/name>; the pods are: " + choices
        : "--pod %s is not a pod of the manifests; the pods are: %s".formatted(pod, choices);
  }

  private static String name(Pod pod) {
    return pod.namespace() + "/" + pod.name();
  }
}
