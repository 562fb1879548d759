package dev.meshlab.lab.cli;

import dev.meshlab.lab.cluster.ClusterNeed;
import dev.meshlab.lab.comparison.ComparisonJUnit;
import dev.meshlab.lab.comparison.ComparisonJson;
import dev.meshlab.lab.comparison.ComparisonText;
import dev.meshlab.lab.comparison.ProxyComparison;
import dev.meshlab.lab.envoy.ConfigDump;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.run.RealProxy;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.comparison.Comparison;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code meshlab config}: the xDS of one client, as {@code istioctl proxy-config … -o json} shows
 * it; or where that of a real proxy differs from it.
 */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description = {
      "Prints the xDS that one client gets, as a JSON array on stdout: what Istio's istiod would"
          + " send, before the lab binds it to loopback.",
      "With --from-cluster: reads what the client's proxy in a real cluster was sent, and prints"
          + " where that is not as translated. docs/kubernetes.md has what is left out of the"
          + " comparison, such as telemetry."
    },
    exitCodeListHeading = Main.EXIT_CODES,
    exitCodeList = {
      "0:printed; with --from-cluster, all is as translated",
      "1:internal error",
      "2:bad usage, or a manifest that a cluster would refuse",
      "3:with --from-cluster, something is not as translated",
      "4:something that was asked for is missing: the cluster, Istio, the pod or its proxy, or the"
          + " kustomize that -k needs"
    })
final class ConfigCommand implements Callable<Integer>, Documented {

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

  @Parameters(
      paramLabel = "<type>",
      converter = XdsKind.Converter.class,
      completionCandidates = XdsKind.Converter.class,
      description =
          "${COMPLETION-CANDIDATES}; also in the plural, as c, ep, r, l, or as cds, eds, rds, lds.")
  private XdsKind kind;

  @Mixin private ManifestOptions manifests;

  @Mixin private ViewOptions view;

  @Mixin private ClientOptions client;

  @Option(
      names = "--all",
      description =
          "Also what every sidecar has for other traffic (BlackHole, Passthrough, allow_any), and"
              + " the Services in front of gateways.")
  private boolean all;

  @Option(
      names = "--from-cluster",
      description =
          "Compare the translation with what the client's proxy in a real cluster was sent. The"
              + " rules are those of the files; pods, Services and the rules of other namespaces"
              + " are as they live there.")
  private boolean fromCluster;

  @Mixin private ClusterPlace place;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<form>",
      defaultValue = "text",
      description = "With --from-cluster, what to print: ${COMPLETION-CANDIDATES}.")
  private Form form;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    view.check(spec.commandLine());
    return fromCluster ? compare() : print();
  }

  private int print() {
    ManifestSet read;
    Mesh mesh;
    String printed;
    try (LateProgress progress = LateProgress.on(ProgressLine.onStandardError())) {
      read = place.placed(manifests.readWithoutPresuming(progress));
      mesh = Mesh.of(read);
      progress.now("translating", 0, 0);
      printed =
          CanonicalJson.array(
                  kind.of(view.translated(mesh, client.choice(), all, spec.commandLine())))
              + "\n";
    }
    Advisers.advise(read, mesh, client.choice().in(mesh)).given().stream()
        .filter(advice -> MISSING.contains(advice.id()))
        .forEach(advice -> System.err.print(Notice.of("warning: ", advice.headline())));
    Output.write(printed);
    return ExitCode.AS_EXPECTED;
  }

  private int compare() {
    if (!view.hasProxy()) {
      throw new ParameterException(
          spec.commandLine(), "--from-cluster reads a proxy, and --plane proxyless has none");
    }
    ProxyComparison found;
    try (LateProgress progress = LateProgress.on(ProgressLine.onStandardError())) {
      ManifestSet read = place.placed(manifests.readWithoutPresuming(progress));
      progress.now("reading the cluster", 0, 0);
      try (RealProxy proxy =
          view.real(read, place.address(ClusterNeed.PROXY), client.choice(), spec.commandLine())) {
        found = compared(proxy);
      }
    }
    Output.write(printed(found));
    return found.isEqual() ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED;
  }

  /** The differences at a second look, so that a push which is under way is not one of them. */
  private ProxyComparison compared(RealProxy proxy) {
    ProxyComparison first = look(proxy);
    if (first.isEqual()) {
      return first;
    }
    proxy.lookAgain();
    ProxyComparison second = look(proxy);
    return second.isEqual() ? second : second.because(proxy.causes());
  }

  private ProxyComparison look(RealProxy proxy) {
    ConfigDump dump = proxy.dump();
    Comparison comparison =
        Comparison.of(
            kind.in(dump, view.view()::has),
            CanonicalJson.array(kind.of(view.view().sentTo(proxy.pod(), proxy.mesh()))));
    return new ProxyComparison(
        proxy.name(), kind.toString(), comparison, dump.refused(), List.of());
  }

  private String printed(ProxyComparison found) {
    return switch (form) {
      case text -> {
        Terminal terminal = Terminal.current();
        yield terminal.fitted(new ComparisonText(found, terminal.page()).print());
      }
      case json -> ComparisonJson.print(found);
      case junit -> ComparisonJUnit.print(found);
    };
  }

  /** Without a cluster there is one form, and no document in place of it. */
  @Override
  public Form form() {
    return fromCluster ? form : Form.text;
  }
}
