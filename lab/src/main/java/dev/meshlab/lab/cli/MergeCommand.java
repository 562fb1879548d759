package dev.meshlab.lab.cli;

import dev.meshlab.client.merge.Merge;
import dev.meshlab.client.output.NdjsonOutput;
import dev.meshlab.client.output.Page;
import dev.meshlab.client.output.TextOutput;
import dev.meshlab.client.report.Report;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.input.ClientReports;
import dev.meshlab.program.StandardOutput;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meshlab merge}: the reports of several clients as one. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description = {
      "Merges reports of clients that called at the same time, such as the pods of a Job, into one.",
      "Counts are added, and so are histograms of latencies: a quantile of all calls is not an average."
    },
    exitCodeListHeading = Main.EXIT_CODES,
    exitCodeList = {
      "0:the reports were merged",
      "1:internal error",
      "2:bad usage, or a file without a report that can be merged",
      "3:not one call was answered OK"
    })
final class MergeCommand implements Callable<Integer> {

  /** The forms of the result, spelled as {@code -o} does. */
  enum MergedForm {
    text,
    ndjson
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "<file>",
      description =
          "Output of clients with -o ndjson, as files or logs; a file may have several reports. -"
              + " is standard input.")
  private List<String> files;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<format>",
      defaultValue = "text",
      description =
          "What to write to standard output: ${COMPLETION-CANDIDATES}. The second can be merged"
              + " again.")
  private MergedForm form;

  @Override
  public Integer call() {
    List<Report> reports = ClientReports.read(files, System.in);
    if (!Merge.isConcurrent(reports)) {
      System.err.print(
          Notice.of(
              "warning: ",
              "some of these clients had ended when others began: rates are over the whole time,"
                  + " with the gaps"));
    }
    Report merged = Merge.of(reports);
    Output.write(written(merged));
    return merged.ok() > 0 ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED;
  }

  private String written(Report merged) {
    StringWriter text = new StringWriter();
    try {
      switch (form) {
        case text -> new TextOutput(text, page()).report(merged, Optional.empty());
        case ndjson -> new NdjsonOutput(text).report(merged, Optional.empty());
      }
    } catch (IOException e) {
      throw StandardOutput.failed(e);
    }
    return text.toString().stripLeading();
  }

  private static Page page() {
    Terminal terminal = Terminal.current();
    return new Page(terminal.columns(), !terminal.unicode());
  }
}
