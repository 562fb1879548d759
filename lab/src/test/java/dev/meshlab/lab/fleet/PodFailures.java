package dev.meshlab.lab.fleet;

/** Pods that failed, as the fleet reports them. */
public final class PodFailures {

  private PodFailures() {}

  /** Of a process that ended with an exit code. */
  public static PodFailed ended(PodSpec pod, int exitCode, String log) {
    return new PodFailed(pod, "ended with exit code " + exitCode, log, exitCode);
  }

  /** Of a process that did not become ready. */
  public static PodFailed silent(PodSpec pod) {
    return new PodFailed(pod, "was not ready in time", "");
  }
}
