package dev.meshlab.lab.run;

/** A wish to end a run early, which may come at any time and from any thread. */
public interface Stop {

  /** A wish that never comes. */
  Stop NEVER =
      new Stop() {
        @Override
        public boolean isWanted() {
          return false;
        }

        @Override
        public void then(Runnable action) {}

        @Override
        public void waitsForTheEnd() {}
      };

  /** True if it has come. */
  boolean isWanted();

  /** Calls the action when it comes; at once if it came already. The action must not block. */
  void then(Runnable action);

  /** From now on the program ends only when the run has stopped what it started. */
  void waitsForTheEnd();
}
