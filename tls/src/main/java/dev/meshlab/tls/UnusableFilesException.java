package dev.meshlab.tls;

import java.util.List;

/** Files that cannot serve; the message has a line for each problem, with the flag and the path. */
public final class UnusableFilesException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableFilesException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
