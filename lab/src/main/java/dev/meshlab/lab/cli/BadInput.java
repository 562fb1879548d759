package dev.meshlab.lab.cli;

import java.util.List;

/** The user's input cannot be used; carries all that is wrong with it, a line each. */
final class BadInput extends RuntimeException {

  private static final long serialVersionUID = 1;

  BadInput(List<?> problems) {
    super(String.join("\n", problems.stream().map(Object::toString).toList()));
  }

  BadInput(String problem) {
    super(problem);
  }
}
