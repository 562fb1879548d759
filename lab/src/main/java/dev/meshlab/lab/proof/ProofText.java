package dev.meshlab.lab.proof;

import dev.meshlab.lab.outcome.OutcomeText;
import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.report.Tone;
import java.util.List;
import java.util.Locale;

/** The results of tests for a person. */
public final class ProofText {

  private static final String INDENT = "    ";

  private final Page page;
  private final StringBuilder text = new StringBuilder();

  private ProofText(Page page) {
    this.page = page;
  }

  /** All tests, and how many cases passed. */
  public static String print(List<TestResult> results, boolean foreseen, Page page) {
    ProofText text = new ProofText(page);
    results.forEach(text::test);
    text.summary(results, foreseen);
    return text.text.toString();
  }

  private void test(TestResult result) {
    text.append(page.painted(Tone.TITLE, result.test().name()))
        .append("  ")
        .append(page.painted(Tone.FAINT, result.test().file().toString()))
        .append('\n');
    result.cases().forEach(this::testCase);
    text.append('\n');
  }

  private void testCase(CaseResult result) {
    Verdict verdict = result.verdict();
    String word = verdict == Verdict.FAILED ? "FAILED" : verdict.word();
    line("  %-9s ".formatted(word), tone(verdict), result.name());
    boolean passed = verdict == Verdict.PASSED;
    if (!result.reason().isEmpty()) {
      line(INDENT + "because    ", Tone.PLAIN, result.reason());
    }
    result.met().forEach(met -> text.append(OutcomeText.of(met, page)));
    if (!passed && !result.predicted().isEmpty()) {
      line(INDENT + "predicted  ", Tone.PLAIN, result.predicted());
    }
    result.live().ifPresent(live -> text.append(OutcomeText.of(live, page)));
    if (result.live().isEmpty() && !result.measured().isEmpty()) {
      line(INDENT + "measured   ", Tone.PLAIN, result.measured());
    }
    result.why().forEach(why -> line(INDENT + "why        ", Tone.PLAIN, why));
    if (verdict == Verdict.FAILED) {
      line(INDENT + "test       ", Tone.FAINT, result.testCase().position().toString());
    }
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> Tone.GOOD;
      case FAILED -> Tone.BAD;
      case UNDECIDED, NOT_TRIED -> Tone.DOUBTFUL;
    };
  }

  private void summary(List<TestResult> results, boolean foreseen) {
    long all = results.stream().mapToLong(result -> result.cases().size()).sum();
    StringBuilder line = new StringBuilder();
    line.append("%d of %d cases passed".formatted(count(results, Verdict.PASSED), all));
    for (Verdict verdict : List.of(Verdict.FAILED, Verdict.UNDECIDED, Verdict.NOT_TRIED)) {
      long count = count(results, verdict);
      if (count > 0) {
        line.append(", %d %s".formatted(count, verdict.word().replace('-', ' ')));
      }
    }
    double seconds = results.stream().mapToDouble(TestResult::seconds).sum();
    line.append(
        foreseen ? ", by prediction alone" : String.format(Locale.ROOT, ", in %.0f s", seconds));
    text.append(page.paragraph(0, line.toString()));
  }

  private static long count(List<TestResult> results, Verdict verdict) {
    return results.stream().mapToLong(result -> result.count(verdict)).sum();
  }

  private void line(String beginning, Tone tone, String words) {
    text.append(page.paragraph(tone, beginning, words));
  }
}
