package dev.meshlab.lab.cli;

import dev.meshlab.lab.run.Version;
import picocli.CommandLine.IVersionProvider;

/** The version as {@code --version} prints it. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"meshlab " + Version.current()};
  }
}
