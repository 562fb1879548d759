package dev.meshlab.lab.controlplane;

import java.util.List;

/** The progress of a group's newest configuration. */
sealed interface Liveness {

  /** Every client of the group has acknowledged all of it that concerns the client. */
  record Live() implements Liveness {}

  /** A client refused it. It stays refused, even if the client acknowledges it later on. */
  record Rejected(Rejection rejection) implements Liveness {}

  /**
   * Answers are due.
   *
   * @param missing one entry for each thing waited for; never empty
   */
  record Waiting(List<String> missing) implements Liveness {}
}
