package dev.meshlab.lab.cli;

import dev.meshlab.client.WarmUpOptions;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.expectation.Need;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.proof.WrittenClaims;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.lab.run.Run;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.lab.run.Session;
import dev.meshlab.lab.run.Stop;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code meshlab run}: the main job. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description = {
      "Runs manifests on this machine through several data planes, and says in one table who"
          + " answered, what was predicted, and whether the two agree.",
      "Without --calls and --duration, 900 calls are made on each route and plane, or 420 where there"
          + " are many. A warm-up comes first on each plane, of calls that no figure counts."
    },
    footer = {"", Main.TIME},
    exitCodeListHeading = Main.EXIT_CODES,
    exitCodeList = {
      "0:every plane did as configured, and no call of the caller fails",
      "1:internal error",
      "2:bad usage, or a manifest that a cluster would refuse",
      "3:a verdict disagrees or is unknown, ledgers differ, a plane broke, calls fail that nothing"
          + " asks to fail, or what --fail-on names",
      "4:something that was asked for is missing on this machine",
      "130:interrupted by ^C (143 by SIGTERM); the report so far is printed"
    })
final class RunCommand implements Callable<Integer>, Documented {

  @Mixin private ManifestOptions manifests;
  @Mixin private CallOptions calls;
  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--warm-up",
      paramLabel = "<time or calls>",
      defaultValue = "500ms",
      converter = WarmUpOptions.WarmUpConverter.class,
      description =
          "For how long, or with how many calls, to warm up each plane before the first call that"
              + " counts. 0: not at all. The counts need little of it; latencies that are to be"
              + " compared need some seconds.")
  private WarmUpLimit warmUp;

  @Mixin private EnvoyOption envoy;

  @Option(
      names = "--seed",
      paramLabel = "<n>",
      description = "Seed of the plain plane's random choices. Default: a new one each run.")
  private @Nullable Long seed;

  @Mixin private FormOption output;

  @Option(
      names = "--fail-on",
      paramLabel = "<finding>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      converter = FailOn.Converter.class,
      description =
          "End with exit code 3 where there is advice (advice), or where a default plane was left"
              + " out (left-out); may be repeated. Failing calls (failed-calls) and unknown verdicts"
              + " (unknown) always do that.")
  private List<FailOn> failOn = new ArrayList<>();

  @Option(
      names = "--allow-failures",
      description = "Do not end with exit code 3 where calls fail as predicted.")
  private boolean allowFailures;

  @Option(
      names = "--expect",
      paramLabel = "<expectation>",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "What the calls are meant to come to, such as 'version=v1 90%%, version=v2 10%%' or 'envoy:"
              + " only OK'; docs/reference.md has the language. A plane that does something else"
              + " disagrees. The calls are then those of the other flags, not one for each route."
              + " May be repeated.")
  private List<String> expected = new ArrayList<>();

  @Spec private CommandSpec spec;

  private final Stop stop;

  RunCommand(Stop stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    WrittenClaims claims = claims();
    if (cluster.isDryRun()) {
      return rehearse(claims);
    }
    RunReport report;
    try (ProgressLine progress = ProgressLine.onStandardError()) {
      report = measured(claims, progress);
    }
    output.form().print(report);
    List<String> unheld = claims.unheld();
    unheld.forEach(
        line ->
            System.err.print(
                Notice.of("warning: ", "--expect '%s': nothing was measured".formatted(line))));
    return unheld.isEmpty() ? exitCode(report) : ExitCode.NOT_AS_EXPECTED;
  }

  WrittenClaims claims() {
    Load load = calls.load(spec.commandLine());
    Set<Need> given = EnumSet.noneOf(Need.class);
    if (load.keys().any()) {
      given.add(Need.KEYS);
    }
    if (load.creates()) {
      given.add(Need.CREATIONS);
    }
    return WrittenClaims.of("--expect", expected, given);
  }

  /** The report of what was asked for, over the pods of a session; nothing of it is printed. */
  RunReport measured(WrittenClaims claims, Session session, ProgressLine progress)
      throws IOException, InterruptedException {
    return planned(claims, progress).measure(session).withNotes(manifests.notes());
  }

  private RunReport measured(WrittenClaims claims, ProgressLine progress)
      throws IOException, InterruptedException {
    return planned(claims, progress).measure().withNotes(manifests.notes());
  }

  /** Calls that are expected to come to something are made as they are, with their own method. */
  private Load asWritten(Load load) {
    return expected.isEmpty() ? load : load.asWritten();
  }

  private int rehearse(WrittenClaims claims) {
    try (ProgressLine progress = ProgressLine.onStandardError()) {
      Output.write(String.join("\n", planned(claims, progress).rehearse()) + "\n");
    }
    return ExitCode.AS_EXPECTED;
  }

  private Run planned(WrittenClaims claims, ProgressLine progress) {
    Load load = asWritten(calls.load(spec.commandLine()));
    RunSettings settings = calls.settings(envoy.path(), warmUp, seed);
    try (LateProgress late = LateProgress.on(progress)) {
      ManifestSet read = cluster.placed(manifests.read(late));
      late.now("planning", 0, 0);
      return new Run(read, load, settings, cluster.choice(), claims, stop, progress);
    }
  }

  int exitCode(RunReport report) {
    boolean failing = report.conclusion().callsFail() && !allowFailures;
    boolean found = failOn.stream().anyMatch(finding -> finding.isIn(report));
    return report.conclusion().agrees() && !failing && !found
        ? ExitCode.AS_EXPECTED
        : ExitCode.NOT_AS_EXPECTED;
  }

  @Override
  public Form form() {
    return output.form();
  }
}
