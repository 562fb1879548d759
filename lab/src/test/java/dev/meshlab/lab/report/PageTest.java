package dev.meshlab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

  @Test
  void breaksALineBetweenWordsAndIndentsWhatFollows() {
    assertThat(Page.plain(20).paragraph(Tone.PLAIN, "note: ", "one two three four five"))
        .isEqualTo("note: one two three\n      four five\n");
  }

  @Test
  void givesAWordThatIsTooLongALineOfItsOwn() {
    assertThat(Page.plain(10).paragraph(2, "see outbound|50051||server then"))
        .isEqualTo("  see\n  outbound|50051||server\n  then\n");
  }

  @Test
  void givesATextWithoutWordsALine() {
    assertThat(Page.plain(10).paragraph(0, "")).isEqualTo("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "short, 10, short",
    "checkout-canary-1, 10, check…ry-1",
    "checkout-canary-1, 17, checkout-canary-1",
    "abc, 2, abc"
  })
  void cutsTheMiddleOfWhatIsTooLong(String text, int width, String expected) {
    assertThat(Page.plain(80).cut(text, width)).isEqualTo(expected);
  }

  @Test
  void paintsTheBeginningWithoutTheBlanksAroundIt() {
    Page page = new Page(80, "...", (tone, text) -> "<" + text + ">");

    assertThat(page.paragraph(Tone.BAD, "  refused  ", "it")).isEqualTo("  <refused>  it\n");
  }
}
