package dev.meshlab.lab.live;

import java.time.Duration;
import java.util.List;

/** A change of what runs in a cluster, or of its rules. Immutable. */
public sealed interface Change {

  /**
   * A change at its time.
   *
   * @param after how long after the first call it begins
   */
  record Timed(Duration after, Change what) {}

  /**
   * More or fewer pods.
   *
   * @param workload by name
   * @param replicas that it has then
   */
  record Scale(String workload, int replicas) implements Change {}

  /** The death of one pod's process, by SIGKILL; the kubelet starts it again. */
  record Kill(String workload) implements Change {}

  /** The deletion of one pod: it drains while another takes its place. */
  record Delete(String workload) implements Change {}

  /** A rolling restart: each pod drains once its successor is ready. */
  record Restart(String workload) implements Change {}

  /**
   * Another answer of one pod's health service.
   *
   * @param serving whether it says SERVING; it serves calls either way
   */
  record Health(String workload, boolean serving) implements Change {}

  /**
   * Manifests that are applied over what is there.
   *
   * @param manifests files or directories, by name
   */
  record Apply(List<String> manifests) implements Change {

    public Apply {
      manifests = List.copyOf(manifests);
    }
  }
}
