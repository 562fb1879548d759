package dev.meshlab.mesh.progress;

/** Steps of some work, counted as they begin. */
public final class Steps {

  private final HowFar howFar;
  private final int all;
  private int begun;

  public Steps(HowFar howFar, int all) {
    this.howFar = howFar;
    this.all = all;
  }

  /** Begins a step; the steps before it are done. */
  public void begin(String doing) {
    howFar.now(doing, begun++, all);
  }
}
