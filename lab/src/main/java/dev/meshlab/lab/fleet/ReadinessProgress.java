package dev.meshlab.lab.fleet;

/** A listener that is called each time one more pod is ready. */
@FunctionalInterface
public interface ReadinessProgress {
  void ready(int pods, int of);
}
