package dev.meshlab.program;

import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The answer to {@code --version}: the name of the program and its version. */
public final class VersionLine implements IVersionProvider {

  @Spec private CommandSpec command;

  @Override
  public String[] getVersion() {
    return new String[] {command.root().name() + " " + Version.current()};
  }
}
