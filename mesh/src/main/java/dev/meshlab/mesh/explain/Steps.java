package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.HowFar;

/** Steps of some work, counted as they begin. */
final class Steps {

  private final HowFar howFar;
  private final int all;
  private int begun;

  Steps(HowFar howFar, int all) {
    this.howFar = howFar;
    this.all = all;
  }

  /** Begins a step; the steps before it are done. */
  void begin(String doing) {
    howFar.now(doing, begun++, all);
  }
}
