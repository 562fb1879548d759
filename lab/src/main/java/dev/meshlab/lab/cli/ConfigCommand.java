package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.run.Clients;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.plane.Plane;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      converter = PlaneConverter.WithResources.class,
      completionCandidates = PlaneConverter.WithResources.class,
      description = "Whose view: ${COMPLETION-CANDIDATES}.")
  private Plane plane;

  @Mixin private ClientOptions client;

  @Option(
      names = "--all",
      description =
          "Also what every sidecar has for other traffic (BlackHole, Passthrough, allow_any), and the"
              + " Services in front of gateways.")
  private boolean all;

  @Override
  public Integer call() {
    ManifestSet read;
    Mesh mesh;
    String printed;
    try (LateProgress progress = LateProgress.on(ProgressLine.onStandardError())) {
      read = manifests.read(progress);
      mesh = Mesh.of(read);
      progress.now("translating", 0, 0);
      printed = CanonicalJson.array(kind.of(translate(mesh))) + "\n";
    }
    Advisers.advise(read, mesh, client.choice().orElse(Clients.of(mesh))).given().stream()
        .filter(advice -> MISSING.contains(advice.id()))
        .forEach(advice -> System.err.print(Notice.of("warning: ", advice.headline())));
    Output.write(printed);
    return ExitCode.AS_EXPECTED;
  }

  /** Without a Gateway istiod has no listener for any gateway, and nothing is called through it. */
  private Resources translate(Mesh mesh) {
    Optional<ClientWorkload> workload =
        plane.isEnteredFromOutside()
            ? mesh.gatewayWorkload(client.choice().orElse(Clients.anyGateway()))
            : Optional.of(client.choice().orElse(Clients.of(mesh)));
    if (workload.isEmpty()) {
      System.err.println(
          "warning: these manifests have no Gateway, so --plane " + plane + " is empty");
      return Resources.NONE;
    }
    return plane.resources(mesh, workload.get(), all);
  }
}
