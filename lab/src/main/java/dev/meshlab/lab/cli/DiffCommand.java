package dev.meshlab.lab.cli;

import dev.meshlab.lab.difference.DifferenceJson;
import dev.meshlab.lab.difference.DifferenceMarkdown;
import dev.meshlab.lab.difference.DifferenceText;
import dev.meshlab.lab.difference.Differences;
import dev.meshlab.lab.difference.ManifestDifference;
import dev.meshlab.lab.difference.Side;
import dev.meshlab.lab.failure.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meshlab diff}: what a change of manifests changes for whoever calls. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description = {
      "Says what a change of manifests changes for whoever calls: who would answer before and"
          + " after, by which policies, and whom pods let in.",
      "It asks the same of each kind of caller, target and route on both sides, says only what"
          + " differs, and starts nothing. Advice that comes and goes is said, too, and the xDS"
          + " if you ask for it.",
      "BEFORE and AFTER are files, directories or URLs, in lists with commas; or revisions of the"
          + " git repository around the current directory: REV with the manifests that -f names,"
          + " or REV:path. AFTER may also be +file, which is applied over BEFORE."
    },
    exitCodeListHeading = Main.EXIT_CODES,
    exitCodeList = {
      "0:compared, whatever differs",
      "1:internal error; with --exit-code, something differs",
      "2:bad usage, or a manifest that a cluster would refuse",
      "4:a revision was named, and there is no git"
    })
final class DiffCommand implements Callable<Integer>, Documented {

  @Parameters(index = "0", paramLabel = "BEFORE", description = "The manifests before the change.")
  private String before;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "AFTER",
      defaultValue = "",
      showDefaultValue = Help.Visibility.NEVER,
      description = "Those after it. Default, where BEFORE is a revision: the work tree.")
  private String after;

  @Option(
      names = {"-f", "--filename", "--path"},
      paramLabel = "<path>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      description = {
        "Manifests that both sides have: of a revision as they are in it, else as they are on disk."
            + " May be repeated, or be a list with commas.",
        "Default, for revisions: k8s/ and istio/ of this repository."
      })
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-R", "--recursive"},
      description = "Read the directories below directories, too.")
  private boolean recursive;

  @Option(
      names = "--xds",
      description = "Also the difference in what istiod sends, resource by resource.")
  private boolean xds;

  @Option(
      names = "--exit-code",
      description = "End with exit code 1 where anything differs, as git diff does.")
  private boolean exitCode;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<form>",
      defaultValue = "text",
      description =
          "What to print: ${COMPLETION-CANDIDATES}; markdown is a comment for a pull request.")
  private DiffForm form;

  @Override
  public Integer call() {
    ManifestDifference found;
    try (LateProgress progress = LateProgress.on(ProgressLine.onStandardError())) {
      DiffSides sides = new DiffSides(files, recursive, progress);
      List<Side> read = sides.read(before, after);
      found =
          new Differences(read.get(0), read.get(1), xds, progress).find().withNotes(sides.notes());
    }
    if (form == DiffForm.text) {
      found.notes().forEach(note -> System.err.print(Notice.of("note: ", note)));
    }
    Output.write(printed(found));
    return exitCode && !found.isEmpty() ? DIFFERENT : ExitCode.AS_EXPECTED;
  }

  private static final int DIFFERENT = 1;

  private String printed(ManifestDifference found) {
    return switch (form) {
      case text -> {
        Terminal terminal = Terminal.current();
        yield terminal.fitted(new DifferenceText(found, terminal.page()).print());
      }
      case json -> DifferenceJson.print(found);
      case markdown -> new DifferenceMarkdown(found).print();
    };
  }

  @Override
  public Form form() {
    return form.ofFailure();
  }
}
