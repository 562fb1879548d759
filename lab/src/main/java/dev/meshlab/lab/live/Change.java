package dev.meshlab.lab.live;

import dev.meshlab.lab.fleet.PodSwitch;
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

  /** True if pods come by it that a node has to take. */
  default boolean needsNodes() {
    return false;
  }

  /** A change of one workload, by its name. */
  sealed interface OfWorkload extends Change {

    String workload();
  }

  /**
   * More or fewer pods.
   *
   * @param workload by name
   * @param replicas that it has then
   */
  record Scale(String workload, int replicas) implements OfWorkload {

    @Override
    public boolean needsNodes() {
      return true;
    }
  }

  /** The death of one pod's process, by SIGKILL; the kubelet starts it again. */
  record Kill(String workload) implements OfWorkload {}

  /** The deletion of one pod: it drains while another takes its place. */
  record Delete(String workload) implements OfWorkload {

    @Override
    public boolean needsNodes() {
      return true;
    }
  }

  /** A rolling restart: each pod drains once its successor is ready. */
  record Restart(String workload) implements OfWorkload {

    @Override
    public boolean needsNodes() {
      return true;
    }
  }

  /**
   * Another behaviour of one pod, or the end of it for all pods.
   *
   * @param what is turned
   * @param on whether it is as it should be
   */
  record Turn(String workload, PodSwitch what, boolean on) implements OfWorkload {

    /** The words for the pods. */
    public String words() {
      return what.words(on);
    }
  }

  /** Another answer of one pod's health service; SERVING is for all pods. */
  static Change serving(String workload, boolean serving) {
    return new Turn(workload, PodSwitch.HEALTH, serving);
  }

  /** Another answer of one pod to every call: UNAVAILABLE; the end of it is for all pods. */
  static Change working(String workload, boolean working) {
    return new Turn(workload, PodSwitch.CALLS, working);
  }

  /**
   * The loss of all nodes of a place with all that runs there. No pod takes the place of those that
   * were there: a Deployment makes others only once the control plane has given up the old ones,
   * five minutes later.
   *
   * @param place a zone, {@code region/zone}, or a region
   * @param noticed how long after it the control plane takes the endpoints away
   */
  record Lose(String place, Duration noticed) implements Change {

    /** The kube-controller-manager's {@code --node-monitor-grace-period} (Kubernetes 1.32 on). */
    public static final Duration NOTICED = Duration.ofSeconds(50);
  }

  /**
   * The end of all connections of the client, as when its machine is gone: its proxy sees them
   * close. The client itself goes on, sees its calls under way fail, and connects again.
   */
  record Disconnect() implements Change {

    /** The one whose connections can be ended. */
    public static final String CLIENT = "client";
  }

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
