package dev.meshlab.lab.cli;

import dev.meshlab.lab.run.Stop;
import dev.meshlab.program.Interruption;

/** The wish of a person, or of the system, who sends the program a signal. */
record StopBySignal(Interruption interruption) implements Stop {

  @Override
  public boolean isWanted() {
    return interruption.hasCome();
  }

  @Override
  public void then(Runnable action) {
    interruption.then(action);
  }
}
