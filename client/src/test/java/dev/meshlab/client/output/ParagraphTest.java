package dev.meshlab.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParagraphTest {

  private static final Page PAGE = new Page(20, false);

  @Test
  void goesOnInTheColumnOfItsPiecesWhereTheLineIsFull() {
    assertThat(new Paragraph(PAGE, "name", 6).words("one two three four five").text())
        .isEqualTo(
            """
            name  one two three
                  four five
            """);
  }

  @Test
  void fillsALineToTheLastColumn() {
    assertThat(new Paragraph(PAGE, "name", 6).words("12345678901234 5").text())
        .isEqualTo("name  12345678901234\n      5\n");
  }

  @Test
  void breaksWithinNoPieceEvenOneThatHasBlanks() {
    assertThat(new Paragraph(PAGE, "", 2).add(2, "p50 1.10 ms").add(2, "p99 3.30 ms").text())
        .isEqualTo("  p50 1.10 ms\n  p99 3.30 ms\n");
  }

  @Test
  void keepsTheCommasOfAListWithWhatIsBeforeThem() {
    assertThat(new Paragraph(PAGE, "", 2).list(2, List.of("OK 1000", "INTERNAL 12", "x")).text())
        .isEqualTo("  OK 1000,\n  INTERNAL 12, x\n");
  }

  @Test
  void cutsAPieceThatIsLongerThanALine() {
    assertThat(new Paragraph(PAGE, "name", 6).words("a 123456789012345678901").text())
        .isEqualTo("name  a\n      123456…5678901\n");
  }

  @Test
  void takesTheLineBreaksOfATextForBlanks() {
    assertThat(new Paragraph(PAGE, "", 0).words("one\n- two\n\n").text()).isEqualTo("one - two\n");
  }

  @Test
  void isItsHeadAloneWhereThereIsNoPiece() {
    assertThat(new Paragraph(PAGE, "name", 6).list(2, List.of()).text()).isEqualTo("name\n");
  }
}
