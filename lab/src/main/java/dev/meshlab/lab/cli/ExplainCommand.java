package dev.meshlab.lab.cli;

import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Mesh;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meshlab explain}: what becomes of every field, and what is worth knowing about it. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description =
        "Says of every field, for each plane, whether it is honoured, approximated, ignored or"
            + " rejected, and why; what Istio would refuse; and what is valid and does nothing or"
            + " harm.")
final class ExplainCommand implements Callable<Integer> {

  /** The forms of an explanation. */
  enum Form {
    text,
    json
  }

  @Mixin private ManifestOptions manifests;

  @Mixin private ClientOptions client;

  @Option(
      names = "--all",
      description = "Also the fields that every plane honours, or that no plane needs.")
  private boolean all;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<form>",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}.")
  private Form form;

  @Override
  public Integer call() {
    ManifestSet read = manifests.readAll();
    Mesh mesh = Mesh.of(read, new Reads());
    Explanation explanation = Explanation.of(read, client.orElse(Clients.of(mesh)));
    Output.write(
        form == Form.json
            ? ExplanationJson.print(explanation)
            : new ExplanationText(explanation, Ansi.AUTO, all).print());
    return explanation.problems().isEmpty() ? ExitCode.AS_EXPECTED : ExitCode.BAD_INPUT;
  }
}
