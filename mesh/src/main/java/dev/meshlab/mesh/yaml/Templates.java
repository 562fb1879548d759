package dev.meshlab.mesh.yaml;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that is to be rendered before it is YAML, as in Helm's charts. */
public final class Templates {

  private static final Pattern ACTION = Pattern.compile("\\{\\{.*?(\\}\\}|$)");

  private static final String HINT = "render it first: helm template CHART | … -f -";

  private Templates() {}

  /**
   * A problem of YAML's syntax, reported as the template that causes it where one stands in its
   * line, or in the line before: a scanner often notices one line late.
   *
   * @param line the first line of the text, counted from 0 in the file
   */
  public static Diagnostic explained(Diagnostic syntax, int line, String text) {
    String[] lines = text.split("\\R", -1);
    for (int at : new int[] {syntax.line(), syntax.line() - 1}) {
      int index = at - line - 1;
      Matcher action = ACTION.matcher(index >= 0 && index < lines.length ? lines[index] : "");
      if (action.find()) {
        Position position = new Position(syntax.file(), at, action.start() + 1);
        return Diagnostic.of(
                DiagnosticId.UNRENDERED_TEMPLATE,
                position,
                "",
                "is a template that has not been rendered",
                HINT)
            .withValue(action.group());
      }
    }
    return syntax;
  }

  /** A problem of a value, with a hint of its own where the value is a template. */
  public static Diagnostic explained(Diagnostic problem) {
    String value = problem.value();
    return problem.isError() && value != null && ACTION.matcher(value).find()
        ? problem.withFix(HINT)
        : problem;
  }
}
