package dev.meshlab.lab.cli;

import dev.meshlab.lab.run.Stop;
import dev.meshlab.program.Interruption;
import java.time.Duration;

/** The wish of a person, or of the system, who sends the program a signal. */
record StopBySignal(Interruption interruption) implements Stop {

  /** More than closing everything may take, and less than a person's patience. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(20);

  @Override
  public boolean isWanted() {
    return interruption.hasCome();
  }

  @Override
  public void then(Runnable action) {
    interruption.then(action);
  }

  @Override
  public void waitsForTheEnd() {
    interruption.allow(LAST_WORDS);
  }
}
