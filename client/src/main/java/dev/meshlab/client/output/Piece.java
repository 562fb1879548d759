package dev.meshlab.client.output;

/** A part of a line that is not broken, in its colour. */
record Piece(String text, Colour colour) {

  static Piece plain(String text) {
    return new Piece(text, Colour.PLAIN);
  }

  Piece then(String end) {
    return new Piece(text + end, colour);
  }
}
