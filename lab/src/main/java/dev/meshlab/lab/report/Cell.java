package dev.meshlab.lab.report;

/** A cell of a table. */
record Cell(String text, Tone tone) {

  static Cell plain(String text) {
    return new Cell(text, Tone.PLAIN);
  }
}
