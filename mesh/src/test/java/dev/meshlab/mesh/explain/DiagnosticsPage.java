package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every diagnostic with an example, as a page of Markdown. */
final class DiagnosticsPage {

  private static final String HEAD =
      """
      # Diagnostics

      Everything that `./meshlab explain` can say about a manifest, by its id. `DiagnosticsPageTest` writes this page from the
      table `DiagnosticId` and from the examples that the tests run:

          %s

      An **error** is refused by a cluster, or cannot be read or played; the exit code is 2. **Advice** is about what is valid
      and does nothing, or harm; with `--fail-on advice` the exit code is 3. To silence advice, name its id:

      - for one line, in the manifest: `# meshlab:ignore ID REASON`, at the end of the line, or alone in the line before;
      - for a command: `./meshlab explain --ignore ID`.

      A **cause** is the reason why a sound part of a rule does nothing on a plane. The fields that share one share a line, and
      in JSON each has its id as `cause`. Advice can be a cause, too.

      An example of advice stands beside the Service `server` with two pods of version v1 and one of v2.
      """;

  private static final String ANALYZERS =
      """

      ## Istio's analyzers

      What `istioctl analyze` of Istio 1.31 says about traffic, and what says the same here. `AnalyzersTest` holds both against
      the facts of Istio's own cases. Where Istio itself does not do what its analyzer says, this page says what it does.

      """;

  private DiagnosticsPage() {}

  /** An example in the test's resources; of what it is one, and its text. */
  record Example(String id, Optional<String> manifest, String situation) {

    static List<Example> all() throws IOException {
      String text = Files.readString(Path.of("src/test/resources/advice/mistakes.yaml"));
      List<?> rows = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(text);
      return rows.stream().map(row -> of(Sample.mapping(row))).toList();
    }

    private static Example of(Map<String, Object> row) {
      return new Example(
          String.valueOf(row.get("id")),
          Optional.ofNullable(row.get("manifest")).map(String::valueOf),
          String.valueOf(row.getOrDefault("situation", "")));
    }
  }

  /**
   * @param command writes the page anew
   */
  static String of(String command) throws IOException {
    StringBuilder page = new StringBuilder(HEAD.formatted(command));
    List<Example> examples = Example.all();
    for (Severity severity : Severity.values()) {
      page.append("\n## ").append(heading(severity)).append('\n');
      Arrays.stream(DiagnosticId.values())
          .filter(id -> id.severity() == severity)
          .sorted(Comparator.comparing(DiagnosticId::toString))
          .forEach(id -> entry(id, example(id, examples), page));
    }
    return page.append(ANALYZERS).append(AnalyzerMessage.table()).toString();
  }

  private static String heading(Severity severity) {
    return switch (severity) {
      case ERROR -> "Errors";
      case WARNING -> "Advice";
      case NOTE -> "Causes";
    };
  }

  private static void entry(DiagnosticId id, Optional<String> example, StringBuilder page) {
    page.append("\n### ").append(id).append("\n\n").append(id.summary()).append('\n');
    page.append('\n').append(example.orElse("There is no example.")).append('\n');
  }

  private static Optional<String> example(DiagnosticId id, List<Example> examples) {
    Optional<String> ofFiles =
        examples.stream()
            .filter(each -> each.id().equals(id.toString()))
            .findFirst()
            .map(DiagnosticsPage::shown);
    Stream<AdvisedIdea> ideas = AdvisedIdea.all().filter(idea -> idea.id().equals(id.toString()));
    return ofFiles.or(() -> ideas.findFirst().map(idea -> yaml(idea.example())));
  }

  private static String shown(Example example) {
    return example.manifest().map(DiagnosticsPage::yaml).orElse(example.situation() + ".");
  }

  private static String yaml(String text) {
    return "```yaml\n" + text.strip() + "\n```";
  }
}
