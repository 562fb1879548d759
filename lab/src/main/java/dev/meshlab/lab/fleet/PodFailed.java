package dev.meshlab.lab.fleet;

/** A pod did not become ready, or does not do what was asked of it; quotes the end of its log. */
public final class PodFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PodFailed(String pod, String what, String logTail) {
    super(
        logTail.isEmpty()
            ? "pod %s %s; its log is empty".formatted(pod, what)
            : "pod %s %s; its log ends with:%n%s".formatted(pod, what, logTail));
  }
}
