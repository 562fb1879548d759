package dev.meshlab.lab.fleet;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A way to get pods: new ones, or some that run already. */
@FunctionalInterface
public interface PodSource {

  /**
   * The pods of these specs, in their order, all ready.
   *
   * @param bound how long that may take
   * @param progress is called in the caller's thread
   * @throws PodFailed if a pod ends, or is not ready within the bound
   */
  Fleet pods(List<PodSpec> specs, Duration bound, ReadinessProgress progress)
      throws IOException, InterruptedException;
}
