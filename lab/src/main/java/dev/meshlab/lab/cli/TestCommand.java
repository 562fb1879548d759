package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.input.Inputs;
import dev.meshlab.lab.intent.ForeignTests;
import dev.meshlab.lab.intent.MeshTest;
import dev.meshlab.lab.intent.MeshTests;
import dev.meshlab.lab.proof.GivenManifests;
import dev.meshlab.lab.proof.Proof;
import dev.meshlab.lab.proof.ProofJUnit;
import dev.meshlab.lab.proof.ProofJson;
import dev.meshlab.lab.proof.ProofSettings;
import dev.meshlab.lab.proof.ProofText;
import dev.meshlab.lab.proof.TestResult;
import dev.meshlab.lab.proof.Verdict;
import dev.meshlab.lab.run.Session;
import dev.meshlab.lab.run.Stop;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meshlab test}: the tests that lie beside a person's own manifests. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description = {
      "Runs the tests that lie beside manifests: who is meant to answer which calls. A verdict of run"
          + " compares the data plane with the configuration; a test compares it with what its author"
          + " means.",
      "A test is an object of kind MeshTest; docs/testing-your-mesh.md has an example."
    },
    footer = {"", Main.TIME},
    exitCodeListHeading = Main.EXIT_CODES,
    exitCodeList = {
      "0:every case passed",
      "1:internal error",
      "2:bad usage, a test that cannot be read, or a manifest that a cluster would refuse",
      "3:a case failed, or is undecided; with --predict-only an undecided case does not count,"
          + " unless no case passed",
      "4:something that was asked for is missing on this machine",
      "130:interrupted by ^C (143 by SIGTERM); the results so far are printed"
    })
final class TestCommand implements Callable<Integer>, Documented {

  @Parameters(
      arity = "0..*",
      paramLabel = "<path>",
      showDefaultValue = Help.Visibility.NEVER,
      description = "Files with tests, or directories that are searched for them. Default: .")
  private List<Path> places = new ArrayList<>();

  @Option(
      names = "--init",
      description =
          "Write a first test, meshtest.yaml, into a directory of manifests: what they say now, to be"
              + " corrected where something else is meant.")
  private boolean init;

  @Option(
      names = "--convert",
      paramLabel = "<file>",
      description =
          "Print a file of tests for istio-config-validator as a MeshTest, with a comment on what is"
              + " not carried over.")
  private @Nullable Path foreign;

  @Option(
      names = "--predict-only",
      description =
          "Start nothing: hold the expectations against the prediction. It cannot decide all of them,"
              + " and says so.")
  private boolean predictOnly;

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "<path or URL>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "The manifests of all tests, in place of those that they name, as what helm or kustomize"
              + " prints; - is standard input. May be repeated, or be a list with commas.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--over",
      paramLabel = "<path or URL>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "Manifests to apply over those of all tests, to try a change: objects of the same kind,"
              + " namespace and name are replaced.")
  private List<String> over = new ArrayList<>();

  @Option(
      names = "--planes",
      paramLabel = "<plane>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "Which planes, comma-separated: cases that name planes are tried on those of them that are"
              + " named here, the others on all. Default: those of each test, or else envoy.")
  private @Nullable Set<Plane> planes;

  @Mixin private EnvoyOption envoy;

  @Mixin private ShortWarmUp warmUp;

  @Mixin private FormOption output;

  private final Stop stop;

  TestCommand(Stop stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (foreign != null) {
      return convert(foreign);
    }
    if (init) {
      return FirstTestFile.write(places);
    }
    List<MeshTest> tests = MeshTests.in(places.isEmpty() ? List.of(Path.of(".")) : places);
    Proof proof =
        new Proof(
            tests,
            new ProofSettings(planes == null ? Set.of() : planes, envoy.path(), warmUp.limit()),
            new GivenManifests(read(files), read(over)));
    List<TestResult> results = predictOnly ? proof.foresee() : measured(proof);
    print(results);
    return exitCode(results);
  }

  private static int convert(Path file) {
    try {
      Output.write(ForeignTests.converted(file.toString(), Files.readString(file)));
    } catch (IOException unreadable) {
      throw new BadInput("--convert %s: cannot be read as text".formatted(file));
    }
    return ExitCode.AS_EXPECTED;
  }

  private static Optional<ManifestSet> read(List<String> names) {
    Inputs inputs = new Inputs(names, false, null);
    return inputs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Manifests.readAll(
                inputs.open(System.in, System.getenv(), HowFar.UNSEEN), HowFar.UNSEEN));
  }

  private List<TestResult> measured(Proof proof) throws IOException, InterruptedException {
    try (ProgressLine progress = ProgressLine.onStandardError();
        Session session = Session.open(stop)) {
      return proof.measure(session, progress);
    }
  }

  private int exitCode(List<TestResult> results) {
    List<Verdict> verdicts =
        results.stream()
            .flatMap(result -> result.cases().stream())
            .map(each -> each.verdict())
            .toList();
    boolean failed = verdicts.contains(Verdict.FAILED);
    boolean undecided = verdicts.contains(Verdict.UNDECIDED) && !predictOnly;
    boolean passed = verdicts.contains(Verdict.PASSED);
    return failed || undecided || !passed ? ExitCode.NOT_AS_EXPECTED : ExitCode.AS_EXPECTED;
  }

  private void print(List<TestResult> results) {
    switch (output.form()) {
      case text -> {
        Terminal terminal = Terminal.current();
        Output.write(terminal.fitted(ProofText.print(results, predictOnly, terminal.page())));
      }
      case json -> Output.write(ProofJson.print(results, predictOnly));
      case junit -> Output.write(ProofJUnit.print(results, predictOnly));
    }
  }

  @Override
  public Form form() {
    return output.form();
  }
}
