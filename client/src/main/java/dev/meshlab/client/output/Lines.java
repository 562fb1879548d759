package dev.meshlab.client.output;

/** Lines that begin with a name, the values all in one column. */
final class Lines {

  private static final int INDENT = 13;

  private final Page page;
  private final StringBuilder text = new StringBuilder();

  Lines(Page page) {
    this.page = page;
  }

  void say(String name, String value) {
    end(begin(name).words(value));
  }

  /** Something that is not as it should be. */
  void complain(String name, String value) {
    end(new Paragraph(page, new Piece(name, Colour.BAD), INDENT).words(value));
  }

  /** A line for the caller to go on with, and then to {@link #end}. */
  Paragraph begin(String name) {
    return new Paragraph(page, name, INDENT);
  }

  void end(Paragraph line) {
    text.append(line.text());
  }

  String text() {
    return text.toString();
  }
}
