package dev.meshlab.mesh.yaml;

import dev.meshlab.mesh.diagnostic.Position;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Literal blocks ({@code |}), whose text stands in the lines below its sign, indented. */
final class LiteralBlock {

  private LiteralBlock() {}

  /**
   * The place of a block's first character; null when a scalar is not a literal block.
   *
   * @param sign the place of its sign
   */
  static @Nullable Position start(ScalarEvent event, Position sign) {
    return event.isLiteral()
        ? event
            .getStartMark()
            .map(mark -> new Position(sign.file(), sign.line() + 1, 1 + indentation(event, mark)))
            .orElse(null)
        : null;
  }

  /** The spaces before the first line that is not blank, without those that belong to the text. */
  private static int indentation(ScalarEvent event, Mark sign) {
    int[] file = sign.getBuffer();
    int[] text = event.getValue().codePoints().toArray();
    int at = sign.getPointer();
    while (at < file.length && file[at] != '\n') {
      at++;
    }
    return Math.max(0, spaces(file, at + 1) - spaces(text, 0));
  }

  /** The spaces at the beginning of the first line that is not blank. */
  private static int spaces(int[] text, int from) {
    int spaces = 0;
    for (int i = from; i < text.length && (text[i] == ' ' || text[i] == '\n'); i++) {
      spaces = text[i] == ' ' ? spaces + 1 : 0;
    }
    return spaces;
  }
}
