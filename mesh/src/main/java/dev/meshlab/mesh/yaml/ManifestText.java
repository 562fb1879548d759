package dev.meshlab.mesh.yaml;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.List;
import java.util.regex.Pattern;

/** The text of one file as the roots of its documents. */
public final class ManifestText {

  /**
   * One root.
   *
   * @param end how many characters of the text have been read with it
   */
  public record Root(Node node, long end) {}

  /** Takes the roots one by one. */
  public interface Roots {
    void add(Root root);
  }

  /**
   * The beginning of JSON, and of hardly any YAML; kubectl looks for it too, whatever a file's
   * name.
   */
  private static final Pattern JSON = Pattern.compile("\\s*\\{\\s*[\"}]");

  private ManifestText() {}

  /**
   * Reads a text up to the first document that cannot be parsed.
   *
   * @param problems where to put what is wrong
   */
  public static void read(String name, String text, List<Diagnostic> problems, Roots roots) {
    String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (!name.endsWith(".json") && !JSON.matcher(marked).lookingAt()) {
      read(name, new JsonStream.Value(0, marked), 0, problems, roots);
      return;
    }
    long before = 0;
    // JSON allows tabs between values and YAML does not; inside a JSON string neither does.
    for (JsonStream.Value value : JsonStream.split(marked.replace('\t', ' '))) {
      read(name, value, before, problems, roots);
      before += value.text().length();
    }
  }

  private static void read(
      String name, JsonStream.Value value, long before, List<Diagnostic> problems, Roots roots) {
    YamlReader.read(
            name,
            value.line(),
            value.text(),
            problems,
            (node, end) -> roots.add(new Root(node, before + end)))
        .map(syntax -> Templates.explained(syntax, value.line(), value.text()))
        .ifPresent(problems::add);
  }
}
