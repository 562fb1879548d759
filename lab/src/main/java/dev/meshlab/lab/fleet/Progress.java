package dev.meshlab.lab.fleet;

/** Is told each time that one more pod is ready. */
@FunctionalInterface
public interface Progress {
  void ready(int pods, int of);
}
