package dev.meshlab.lab.cli;

import dev.meshlab.client.LoadOptions;
import dev.meshlab.client.load.Load;
import dev.meshlab.lab.report.JUnitPrinter;
import dev.meshlab.lab.report.JsonPrinter;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.lab.report.TextPrinter;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
      "Without --calls and --duration, 3000 calls are made on each plane; with --stand-in 1000 on"
          + " each route and plane."
    })
final class RunCommand implements Callable<Integer> {

  /**
   * Enough to tell a weight of 70 from one of 78 (at one false alarm in a million), and done in a
   * second or two.
   */
  private static final int DEFAULT_CALLS = 3000;

  /** There may be dozens of routes. */
  private static final int DEFAULT_CALLS_OF_STAND_INS = 1000;

  /** The forms of a report. */
  enum Form {
    text,
    json,
    junit;

    String print(RunReport report) {
      return switch (this) {
        case text -> TextPrinter.print(report);
        case json -> JsonPrinter.print(report);
        case junit -> JUnitPrinter.print(report);
      };
    }
  }

  @Mixin private ManifestOptions manifests;

  @Option(
      names = "--planes",
      paramLabel = "<plane>",
      split = ",",
      converter = PlaneNameConverter.class,
      description =
          "Which planes, comma-separated. Default: plain,envoy,proxyless, and gateway where the manifests bind routes to one.")
  private @Nullable List<PlaneName> planes;

  @Option(
      names = "--target",
      paramLabel = "<host:port>",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "What to call, a Service or another host of a VirtualService; may be repeated."
              + " Default: each Service that the rules name and the lab's pods back.")
  private List<String> targets = List.of();

  @Option(
      names = "--stand-in",
      description =
          "Play the pods of any image, call each route by a request that takes it, and measure"
              + " every Service port that may carry gRPC.")
  private boolean standIn;

  @Option(
      names = "--authority",
      paramLabel = "<host>",
      defaultValue = "",
      showDefaultValue = Help.Visibility.NEVER,
      description = "The :authority to send in place of the target's.")
  private String authority;

  @Mixin private LoadOptions load;

  @Spec private CommandSpec spec;

  @Mixin private ClientOptions client;

  @Option(
      names = "--envoy",
      paramLabel = "<path>",
      description = "The Envoy to run. Default: MESHLAB_ENVOY, the cache, PATH, in this order.")
  private @Nullable Path envoy;

  @Option(
      names = "--envoy-workers",
      paramLabel = "<n>",
      defaultValue = "1",
      description = "Envoy's worker threads; each keeps a rotation of its own.")
  private int envoyWorkers;

  @Option(
      names = "--seed",
      paramLabel = "<n>",
      description = "Repeats the draws of the plain address. Default: another one each time.")
  private @Nullable Long seed;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<form>",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}.")
  private Form form;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Load wanted =
        load.load(
            spec.commandLine(),
            end -> end.calls(standIn ? DEFAULT_CALLS_OF_STAND_INS : DEFAULT_CALLS));
    if (wanted.calls() == 0 && wanted.duration().isZero()) {
      throw new BadInput(
          "--calls 0 --duration 0s: the run would never end; give one of them another value");
    }
    if (planes != null && planes.isEmpty()) {
      throw new BadInput("--planes: names no plane; choose from " + List.of(PlaneName.values()));
    }
    if (envoyWorkers < 1) {
      throw new BadInput("--envoy-workers " + envoyWorkers + ": must be 1 or more");
    }
    ManifestSet read = manifests.read();
    RunReport report;
    try (ProgressLine progress = ProgressLine.onStandardError()) {
      report = new Run(read, wanted, settings(), progress).report(manifests.notes());
    }
    Output.write(form.print(report));
    return report.asExpected() ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED;
  }

  private Settings settings() {
    return new Settings(
        planes == null ? List.of(PlaneName.values()) : planes.stream().distinct().toList(),
        planes != null,
        targets,
        standIn,
        authority,
        client,
        envoy,
        envoyWorkers,
        seed == null ? System.nanoTime() : seed);
  }

  /**
   * How a run is to be done.
   *
   * @param planes which planes, in their order
   * @param planesByName whether the user named them, so that none may be left out
   * @param targets what to call, as {@code host:port}; empty for what the rules are about
   * @param standIn whether pods of any image are played
   * @param authority to send in place of the targets' own; empty for that
   * @param client whose view of the mesh
   * @param envoy the Envoy to run; null to look for one
   * @param envoyWorkers its worker threads
   * @param seed of the draws of the plain address
   */
  record Settings(
      List<PlaneName> planes,
      boolean planesByName,
      List<String> targets,
      boolean standIn,
      String authority,
      ClientOptions client,
      @Nullable Path envoy,
      int envoyWorkers,
      long seed) {}
}
