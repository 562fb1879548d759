package dev.meshlab.client;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** The flag that decides whether text has colours. */
final class ColourOption {

  /** The cases in which there are colours, spelled as the flag does. */
  enum When {
    auto,
    always,
    never
  }

  @Option(
      names = "--color",
      paramLabel = "<when>",
      defaultValue = "auto",
      description =
          "Give each server a colour: ${COMPLETION-CANDIDATES}. auto: on a terminal, unless"
              + " NO_COLOR is set.")
  private When when;

  boolean isWanted() {
    return switch (when) {
      case auto -> Ansi.AUTO.enabled();
      case always -> true;
      case never -> false;
    };
  }
}
