package dev.meshlab.lab.cli;

import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.report.Tone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown as a terminal shows it: paragraphs as wide as the page, and no marks of headings, links
 * and code. Code and tables stay as they are. Diagrams are left out: as text they say little.
 */
final class WrappedMarkdown {

  private static final Pattern ITEM = Pattern.compile("(?<mark>[-*] |\\d+\\. )(?<text>.*)");

  private static final Pattern HEADING = Pattern.compile("#+ (?<text>.*)");
  private static final Pattern STRONG = Pattern.compile("\\*\\*(?<text>[^*]+)\\*\\*");

  /** A link to a page; one to a file leads nowhere from here. */
  private static final Pattern LINK = Pattern.compile("\\[(?<text>[^]]+)]\\((?<to>[^)]+)\\)");

  private static final String INDENT = "    ";
  private static final String FENCE = "```";
  private static final String DIAGRAM = FENCE + "mermaid";

  private final Page page;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder paragraph = new StringBuilder();
  private String mark = "";
  private boolean inCode;
  private boolean inDiagram;

  private WrappedMarkdown(Page page) {
    this.page = page;
  }

  static String of(String markdown, Page page) {
    WrappedMarkdown wrapped = new WrappedMarkdown(page);
    markdown.lines().forEach(wrapped::line);
    wrapped.endParagraph();
    return wrapped.text.toString();
  }

  private void line(String line) {
    Matcher item = ITEM.matcher(line);
    Matcher heading = HEADING.matcher(line);
    if (inDiagram || line.equals(DIAGRAM)) {
      inDiagram = !line.equals(FENCE);
    } else if (line.startsWith(FENCE)) {
      endParagraph();
      inCode = !inCode;
    } else if (inCode && !line.isBlank()) {
      keep(INDENT + line);
    } else if (line.isBlank() || line.startsWith("|") || isIndentedCode(line)) {
      keep(line);
    } else if (heading.matches()) {
      keep(page.painted(Tone.TITLE, heading.group("text")));
    } else if (item.matches()) {
      endParagraph();
      mark = item.group("mark");
      paragraph.append(item.group("text"));
    } else {
      paragraph.append(' ').append(line.strip());
    }
  }

  /** A line of a list item may be indented as much. */
  private boolean isIndentedCode(String line) {
    return line.startsWith(INDENT) && paragraph.isEmpty();
  }

  private void keep(String line) {
    endParagraph();
    boolean isSecondBlank = !inCode && line.isBlank() && text.toString().endsWith("\n\n");
    if (!isSecondBlank) {
      text.append(line).append('\n');
    }
  }

  private void endParagraph() {
    if (!paragraph.isEmpty()) {
      text.append(page.paragraph(Tone.PLAIN, mark, plain(paragraph.toString())));
      paragraph.setLength(0);
      mark = "";
    }
  }

  private static String plain(String markdown) {
    String linked =
        LINK.matcher(markdown)
            .replaceAll(
                link ->
                    Matcher.quoteReplacement(
                        link.group(2).startsWith("http")
                            ? link.group(1) + " <" + link.group(2) + ">"
                            : link.group(1)));
    return STRONG.matcher(linked).replaceAll("${text}");
  }
}
