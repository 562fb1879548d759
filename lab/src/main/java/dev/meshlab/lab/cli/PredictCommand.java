package dev.meshlab.lab.cli;

import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.lab.run.Forecast;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code meshlab predict}: who would answer, from the configuration alone. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description =
        "Predicts who would answer on each data plane, from the configuration alone. Nothing is"
            + " started, and no Envoy is needed. The JSON is that of run, with the status predicted.",
    footer = {"", Main.TIME},
    exitCodeListHeading = Main.EXIT_CODES,
    exitCodeList = {
      "0:predicted, and no calls would fail",
      "1:internal error",
      "2:bad usage, or a manifest that a cluster would refuse",
      "3:calls would fail that nothing asks to fail, what happens is unknown, or what --fail-on names",
      "4:the kustomize that -k needs is missing on this machine"
    })
final class PredictCommand implements Callable<Integer>, Documented {

  @Mixin private ManifestOptions manifests;
  @Mixin private CallOptions calls;

  @Mixin private FormOption output;

  @Option(
      names = "--fail-on",
      paramLabel = "<finding>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      converter = FailOn.Converter.class,
      description =
          "End with exit code 3 where there is advice (advice); may be repeated. Calls that would"
              + " fail (failed-calls) always do that.")
  private List<FailOn> failOn = new ArrayList<>();

  @Option(
      names = "--allow-failures",
      description = "Do not end with exit code 3 where calls would fail.")
  private boolean allowFailures;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var load = calls.load(spec.commandLine());
    var settings = calls.settings(null, WarmUpLimit.OFF, 0L);
    if (settings.planes().onCluster()) {
      throw new BadInput(
          "--planes kubernetes: is a cluster, which only run can measure; what is predicted there is"
              + " what is predicted for the caller's own plane, such as envoy");
    }
    RunReport report;
    try (LateProgress progress = LateProgress.on(ProgressLine.onStandardError())) {
      ManifestSet read = manifests.read(progress);
      report = new Forecast(read, load, settings, progress).predict().withNotes(manifests.notes());
    }
    output.form().print(report);
    return exitCode(report);
  }

  private int exitCode(RunReport report) {
    boolean failing = report.conclusion().callsFail() && !allowFailures;
    boolean unknown = report.conclusion().isUnknown();
    boolean found = failOn.stream().anyMatch(finding -> finding.isIn(report));
    return failing || unknown || found ? ExitCode.NOT_AS_EXPECTED : ExitCode.AS_EXPECTED;
  }

  @Override
  public Form form() {
    return output.form();
  }
}
