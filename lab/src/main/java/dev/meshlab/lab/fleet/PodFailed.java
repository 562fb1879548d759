package dev.meshlab.lab.fleet;

import dev.meshlab.lab.failure.Broken;

/**
 * A pod that did not become ready, or does not do what was asked of it; quotes the end of its log.
 */
public final class PodFailed extends Broken {
  private static final long serialVersionUID = 1L;

  /** With which the server ends when its options are wrong. */
  private static final int REFUSED = 2;

  private final transient PodSpec pod;
  private final String log;
  private final int exitCode;

  PodFailed(PodSpec pod, String what, String log) {
    this(pod, what, log, -1);
  }

  /**
   * @param exitCode with which it ended; below 0 when it did not
   */
  PodFailed(PodSpec pod, String what, String log, int exitCode) {
    super(
        log.isEmpty()
            ? "pod %s %s; its log is empty".formatted(pod.name(), what)
            : "pod %s %s; its log ends with:%n%s".formatted(pod.name(), what, log));
    this.pod = pod;
    this.log = log;
    this.exitCode = exitCode;
  }

  public PodSpec pod() {
    return pod;
  }

  /** The end of its log. */
  public String log() {
    return log;
  }

  /** True if it refused its arguments or its environment. */
  public boolean isRefusal() {
    return exitCode == REFUSED;
  }
}
