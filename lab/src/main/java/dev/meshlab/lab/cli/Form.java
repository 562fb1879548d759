package dev.meshlab.lab.cli;

import dev.meshlab.lab.report.FailureReport;
import dev.meshlab.lab.report.JUnitPrinter;
import dev.meshlab.lab.report.JsonPrinter;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.lab.report.TextPrinter;

/** The forms of a result, spelled as {@code -o} does. */
enum Form {
  text,
  json,
  junit;

  /** Prints a report; as text, its warnings and notes go to standard error. */
  void print(RunReport report) {
    switch (this) {
      case text -> {
        report
            .remarks()
            .warnings()
            .forEach(warning -> System.err.print(Notice.of("warning: ", warning)));
        report.remarks().notes().forEach(note -> System.err.print(Notice.of("note: ", note)));
        Terminal terminal = Terminal.current();
        Output.write(terminal.fitted(TextPrinter.print(report, terminal.page())));
      }
      case json -> Output.write(JsonPrinter.print(report));
      case junit -> Output.write(JUnitPrinter.print(report));
    }
  }

  /** Prints a document for a program that waits for one; people have read standard error. */
  void print(FailureReport failure) {
    switch (this) {
      case text -> {}
      case json -> Output.write(JsonPrinter.print(failure));
      case junit -> Output.write(JUnitPrinter.print(failure));
    }
  }
}
