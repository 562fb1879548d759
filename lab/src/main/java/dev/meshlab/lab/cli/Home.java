package dev.meshlab.lab.cli;

import java.nio.file.Path;

/** The folder of the repository: the launcher names it; else it is the current directory. */
final class Home {

  private Home() {}

  static Path directory() {
    return Path.of(System.getProperty("meshlab.home", ""));
  }
}
