package dev.meshlab.lab.fleet;

import dev.meshlab.lab.process.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Pods that outlive the mesh they are in: one that is wanted again just as it was goes on. Belongs
 * to one thread.
 */
public final class PodPool implements AutoCloseable {

  private final Sandbox sandbox;
  private final ServerArtefact server;
  private final List<PodProcess> running = new ArrayList<>();

  public PodPool(Sandbox sandbox, ServerArtefact server) {
    this.sandbox = sandbox;
    this.server = server;
  }

  /**
   * The pods of these specs, in their order. Those that are not wanted any more are stopped.
   *
   * @param bound how long the start of those that are missing may take
   * @return a fleet whose end leaves the pods alone
   * @throws PodFailed if a pod ends, or is not ready within the bound
   */
  public Fleet lend(List<PodSpec> specs, Duration bound, ReadinessProgress progress)
      throws IOException, InterruptedException {
    List<PodProcess> idle =
        running.stream().filter(pod -> !pod.alive() || !specs.contains(pod.spec())).toList();
    running.removeAll(idle);
    Fleet.stop(idle);
    List<PodSpec> missing = new ArrayList<>(specs);
    running.forEach(pod -> missing.remove(pod.spec()));
    if (!missing.isEmpty()) {
      running.addAll(Fleet.start(sandbox, server, missing, bound, progress).pods());
    }
    return Fleet.lent(specs.stream().map(this::of).toList());
  }

  private PodProcess of(PodSpec spec) {
    return running.stream().filter(pod -> pod.spec().equals(spec)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    Fleet.stop(running);
  }
}
