package dev.meshlab.lab.fleet;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A way to get pods: new ones, or some that run already. */
@FunctionalInterface
public interface PodSource {

  /**
   * The pods of these specs, in their order, all ready, for a mesh that begins.
   *
   * @param bound how long that may take
   * @param progress is called in the caller's thread
   * @throws PodFailed if a pod ends, or is not ready within the bound
   */
  Fleet pods(List<PodSpec> specs, Duration bound, ReadinessProgress progress)
      throws IOException, InterruptedException;

  /**
   * The same for a mesh that has changed since it began: those that it has already go on, and those
   * that are not wanted any more begin to drain.
   */
  default Fleet changed(List<PodSpec> specs, Duration bound, ReadinessProgress progress)
      throws IOException, InterruptedException {
    throw new UnsupportedOperationException("these pods are for a mesh that stays as it is");
  }
}
