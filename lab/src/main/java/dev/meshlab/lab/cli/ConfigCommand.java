package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.run.Clients;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.explain.Advisers;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.CanonicalJson;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.Resources;
import dev.meshlab.mesh.translate.SidecarView;
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

  /** The proxy or client whose view is printed. */
  enum View {
    envoy,
    proxyless,
    gateway
  }

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
      description = "Whose view: ${COMPLETION-CANDIDATES}.")
  private View plane;

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

  private Resources translate(Mesh mesh) {
    ClientWorkload workload = client.choice().orElse(Clients.of(mesh));
    return switch (plane) {
      case envoy ->
          all
              ? SidecarView.translateWithPassthrough(mesh, workload)
              : SidecarView.translate(mesh, workload);
      case proxyless ->
          ProxylessView.translate(mesh, workload, ProxylessView.likelyTargets(mesh, workload));
      case gateway -> gateway(mesh);
    };
  }

  /** Without a Gateway istiod has no listener for any gateway, and nothing is called through it. */
  private Resources gateway(Mesh mesh) {
    Optional<ClientWorkload> workload =
        mesh.gatewayWorkload(client.choice().orElse(Clients.anyGateway()));
    if (workload.isEmpty()) {
      System.err.println("warning: these manifests have no Gateway, so --plane gateway is empty");
      return Resources.NONE;
    }
    return all
        ? GatewayView.translateAll(mesh, workload.get())
        : GatewayView.translate(mesh, workload.get());
  }
}
