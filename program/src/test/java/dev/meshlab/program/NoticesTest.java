package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoticesTest {

  private static final String TEXT = "no pod answers at that port; start one, or name another port";

  @Test
  void areALineEachForALog() {
    assertThat(new Notices("example", Notices.UNBROKEN).line(TEXT))
        .isEqualTo("example: " + TEXT + "\n");
  }

  @Test
  void endBetweenWordsOnATerminal() {
    assertThat(new Notices("example", 30).line(TEXT))
        .isEqualTo(
            """
            example: no pod answers at
              that port; start one, or
              name another port
            """);
  }

  @Test
  void fillALineToItsEnd() {
    assertThat(new Notices("example", 26).line("no pod answers at that"))
        .isEqualTo("example: no pod answers at\n  that\n");
  }

  @Test
  void keepAWordWholeThatIsWiderThanTheTerminal() {
    assertThat(new Notices("example", 20).line("in /a/long/name/of/a/folder it is"))
        .isEqualTo("example: in\n  /a/long/name/of/a/folder\n  it is\n");
  }

  @Test
  void mayBeginWithSomethingElse() {
    assertThat(new Notices("example", 16).line("warning: ", "left out"))
        .isEqualTo("warning: left\n  out\n");
  }
}
