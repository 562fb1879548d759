package dev.meshlab.lab.cli;

import picocli.CommandLine.Option;

/** The flag that says in which form the result is printed. */
final class FormOption {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<form>",
      defaultValue = "text",
      description = "What to print: ${COMPLETION-CANDIDATES}.")
  private Form form;

  Form form() {
    return form;
  }
}
