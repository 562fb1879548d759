package dev.meshlab.mesh.yaml;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** YAML that is the text of a value of other YAML, as in a ConfigMap. */
public final class EmbeddedText {

  private EmbeddedText() {}

  /**
   * The root of a text's first document, whose values have the places that they have in the file;
   * if the text is not a literal block, all of them are where the text is.
   *
   * @param problems where to put what is wrong
   * @return empty when the text holds nothing, or cannot be parsed
   */
  public static Optional<Node> read(Scalar text, List<Diagnostic> problems) {
    YamlErrors errors =
        text.block() == null
            ? new YamlErrors(text.position(), false)
            : new YamlErrors(text.block(), true);
    List<Node> roots = new ArrayList<>();
    YamlReader.read(errors, text.text(), problems, (root, end) -> roots.add(root))
        .ifPresent(problems::add);
    return roots.stream().findFirst();
  }
}
