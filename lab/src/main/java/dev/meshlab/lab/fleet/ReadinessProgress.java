package dev.meshlab.lab.fleet;

/** Is told each time that one more pod is ready. */
@FunctionalInterface
public interface ReadinessProgress {
  void ready(int pods, int of);
}
