package dev.meshlab.lab.cli;

import java.nio.file.Path;

/** Where the repository is: the launcher says, or else it is the current directory. */
final class Home {

  private Home() {}

  static Path directory() {
    return Path.of(System.getProperty("meshlab.home", ""));
  }
}
