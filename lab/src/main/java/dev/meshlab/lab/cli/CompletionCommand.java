package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code meshlab completion}: a script that completes the commands and flags in a shell. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Prints a script that completes meshlab's commands and flags in a shell.",
    footer = {
      "",
      "bash:  source <(./meshlab completion bash)",
      "zsh:   source <(./meshlab completion zsh)",
      "       or as the file _meshlab in a directory of $fpath",
      "fish:  ./meshlab completion fish | source"
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "<shell>", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine program = spec.root().commandLine();
    Output.write(
        switch (shell) {
          case bash -> AutoComplete.bash("meshlab", program) + "\n";
          case zsh -> new ZshCompletion(program).script();
          case fish -> new FishCompletion(program).script();
        });
    return ExitCode.AS_EXPECTED;
  }
}
