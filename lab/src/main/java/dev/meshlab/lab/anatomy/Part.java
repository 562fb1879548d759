package dev.meshlab.lab.anatomy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * A container of a pod.
 *
 * @param kind of its place in the pod
 * @param name of it
 * @param state of its process
 * @param ready whether its cluster counts it as ready
 * @param added whether the template of its workload lacks it, so that something has put it there
 */
public record Part(Kind kind, String name, State state, boolean ready, boolean added) {

  /** The kinds of containers that a pod can have. */
  public enum Kind {
    /** One of those that run before the others, one after the other, each to its end. */
    INIT,
    /** An init container that goes on beside the others: its {@code restartPolicy} is Always. */
    SIDECAR,
    /** An ordinary one. */
    CONTAINER,
    /** One that was added to a pod while it ran, as {@code kubectl debug} does it. */
    EPHEMERAL;

    /** As a claim has it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** True if {@code kubectl get pods} counts it. */
    boolean isCounted() {
      return this == SIDECAR || this == CONTAINER;
    }

    /** The state in which it is, once its pod is as it should be. */
    State settled() {
      return this == INIT ? State.ENDED : State.RUNS;
    }
  }

  /** The states of a container. */
  public enum State {
    WAITS,
    RUNS,
    ENDED,
    FAILED;

    static State of(JsonNode status) {
      JsonNode state = status.path("state");
      if (state.has("terminated")) {
        return state.path("terminated").path("exitCode").asInt() == 0 ? ENDED : FAILED;
      }
      return state.has("running") ? RUNS : WAITS;
    }
  }

  /** True if it is of a kind and does what one of this kind is to do. */
  boolean isWell(Kind wanted) {
    return kind == wanted && state == kind.settled();
  }

  /** As a person reads it. */
  String line() {
    return "%s %s (%s%s)"
        .formatted(
            kind.word(), name, state.name().toLowerCase(Locale.ROOT), added ? ", added" : "");
  }
}
