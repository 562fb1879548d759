package dev.meshlab.lab.cli;

import dev.meshlab.lab.explanation.ExplanationJUnit;
import dev.meshlab.lab.explanation.ExplanationJson;
import dev.meshlab.lab.explanation.ExplanationText;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meshlab explain}: the fate of every field, and advice. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description =
        "For every field and plane, says whether it is honoured, approximated, ignored, left out by the"
            + " lab or rejected, and why; what Istio would refuse; and what is valid but has no effect,"
            + " or does harm.",
    exitCodeListHeading = Main.EXIT_CODES,
    exitCodeList = {
      "0:a cluster would take the manifests",
      "1:internal error",
      "2:bad usage, or a manifest that a cluster would refuse",
      "3:what --fail-on names",
      "4:the kustomize that -k needs is missing on this machine"
    })
final class ExplainCommand implements Callable<Integer>, Documented {

  @Mixin private ManifestOptions manifests;

  @Mixin private ClientOptions client;

  @Option(
      names = "--all",
      description = "Also the fields that every plane honours, or that no plane needs.")
  private boolean all;

  @Mixin private FormOption output;

  @Option(
      names = "--fail-on",
      paramLabel = "<finding>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      converter = ExplainFailOn.Converter.class,
      completionCandidates = ExplainFailOn.Converter.class,
      description =
          "End with exit code 3 where there is advice (advice), or where a plane ignores a field of"
              + " a rule (left-out); may be repeated.")
  private List<ExplainFailOn> failOn = new ArrayList<>();

  @Option(
      names = "--ignore",
      paramLabel = "<id>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      converter = IgnoredId.class,
      completionCandidates = IgnoredId.class,
      description =
          "Silence the advice of an id, such as zone-pinning; may be repeated. docs/diagnostics.md has"
              + " the ids. In a manifest, a comment silences one: # meshlab:ignore <id> <reason>.")
  private List<DiagnosticId> ignored = new ArrayList<>();

  @Override
  public Integer call() {
    Explanation explanation;
    try (LateProgress progress = LateProgress.on(ProgressLine.onStandardError())) {
      explanation = explain(progress);
    }
    manifests.notes().forEach(note -> System.err.print(Notice.of("note: ", note)));
    Output.write(print(explanation));
    if (!explanation.problems().isEmpty()) {
      return ExitCode.BAD_INPUT;
    }
    return failOn.stream().anyMatch(finding -> finding.isIn(explanation))
        ? ExitCode.NOT_AS_EXPECTED
        : ExitCode.AS_EXPECTED;
  }

  private Explanation explain(LateProgress progress) {
    ManifestSet read = manifests.readAll(progress);
    progress.now("resolving the mesh", 0, 0);
    ClientWorkload caller = client.choice().in(Mesh.of(read));
    return Explanation.of(read, caller, progress)
        .without(Set.copyOf(ignored), "--ignore on the command line");
  }

  private String print(Explanation explanation) {
    return switch (output.form()) {
      case text -> {
        Terminal terminal = Terminal.current();
        yield terminal.fitted(new ExplanationText(explanation, terminal.page(), all).print());
      }
      case json -> ExplanationJson.print(explanation);
      case junit -> ExplanationJUnit.print(explanation, failOn.contains(ExplainFailOn.ADVICE));
    };
  }

  @Override
  public Form form() {
    return output.form();
  }
}
