package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.report.Page;
import org.junit.jupiter.api.Test;

class WrappedMarkdownTest {

  @Test
  void wrapsParagraphsAndItemsAndNothingElse() {
    String markdown =
        """
        # A heading that is longer than the page
        A paragraph that was
        written on two lines.

        - an item that is too long for one line
          and goes on
        - another one

            code that is longer than the page is wide

        | a table | that is wide |
        ```bash
        more code, as it was written, however long
        ```
        """;
    assertThat(WrappedMarkdown.of(markdown, Page.plain(24)))
        .isEqualTo(
            """
            A heading that is longer than the page
            A paragraph that was
            written on two lines.

            - an item that is too
              long for one line and
              goes on
            - another one

                code that is longer than the page is wide

            | a table | that is wide |
                more code, as it was written, however long
            """);
  }

  @Test
  void hasNoMarks() {
    String markdown =
        """
        ## Why
        **Question.** See [the rule](../rule.yaml) and
        [the page](https://example.com/page).
        """;
    assertThat(WrappedMarkdown.of(markdown, Page.plain(80)))
        .isEqualTo("Why\nQuestion. See the rule and the page <https://example.com/page>.\n");
  }

  @Test
  void leavesDiagramsOut() {
    String markdown =
        """
        Before.

        ```mermaid
        flowchart LR
          client --> server
        ```

        After.
        """;
    assertThat(WrappedMarkdown.of(markdown, Page.plain(24))).isEqualTo("Before.\n\nAfter.\n");
  }
}
