package dev.meshlab.lab.cli;

import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * A completion script for zsh: picocli's for bash, which loads zsh's emulation of bash, in the form
 * that zsh takes both as a script to source and as a file {@code _meshlab} of {@code $fpath}
 * (https://picocli.info/autocomplete.html; zshcompsys(1), "Autoloaded files").
 */
record ZshCompletion(CommandLine program) {

  /** A file of $fpath is read by the first completion, which it has to answer too. */
  private static final String FIRST =
      """

      if [[ "${funcstack[1]}" == _meshlab ]]; then
        _bash_complete -o default -F _complete_meshlab
      fi
      """;

  String script() {
    String bash = AutoComplete.bash("meshlab", program).replaceFirst("\\A#!.*\\R", "");
    return "#compdef meshlab\n" + bash + "\n" + FIRST;
  }
}
