package dev.meshlab.client.output;

/** A colour of a terminal (ECMA-48, "Select graphic rendition"). */
enum Colour {
  PLAIN(""),
  BAD("1;31"),
  GREEN("32"),
  YELLOW("33"),
  BLUE("34"),
  MAGENTA("35"),
  CYAN("36");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  String paint(String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
