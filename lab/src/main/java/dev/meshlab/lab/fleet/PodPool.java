package dev.meshlab.lab.fleet;

import dev.meshlab.lab.process.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pods that outlive the mesh they are in: one that is wanted again as it was goes on, with the UUID
 * that it has. Belongs to one thread.
 */
public final class PodPool implements AutoCloseable {

  private final Sandbox sandbox;
  private final ServerArtefact server;
  private final List<PodProcess> running = new ArrayList<>();

  /** Pods that drain. */
  private final List<PodProcess> leaving = new ArrayList<>();

  public PodPool(Sandbox sandbox, ServerArtefact server) {
    this.sandbox = sandbox;
    this.server = server;
  }

  /**
   * The pods of these specs, in their order. Those that are not wanted any more begin to drain.
   *
   * @param bound how long the start of those that are missing may take
   * @return a fleet whose end leaves the pods alone
   * @throws PodFailed if a pod ends, or is not ready within the bound
   */
  public Fleet lend(List<PodSpec> specs, Duration bound, ReadinessProgress progress)
      throws IOException, InterruptedException {
    dismiss(running.stream().filter(pod -> !pod.alive() || isUnwanted(pod, specs)).toList());
    List<PodSpec> missing = specs.stream().filter(spec -> find(spec).isEmpty()).toList();
    if (!missing.isEmpty()) {
      running.addAll(Fleet.start(sandbox, server, missing, bound, progress).pods());
    }
    return Fleet.lent(specs.stream().map(spec -> find(spec).orElseThrow()).toList());
  }

  private static boolean isUnwanted(PodProcess pod, List<PodSpec> specs) {
    return specs.stream().noneMatch(pod.spec()::isLike);
  }

  private Optional<PodProcess> find(PodSpec spec) {
    return running.stream().filter(pod -> pod.spec().isLike(spec)).findFirst();
  }

  private void dismiss(List<PodProcess> pods) {
    running.removeAll(pods);
    pods.forEach(PodProcess::disconnect);
    pods.forEach(PodProcess::drain);
    leaving.removeIf(pod -> !pod.alive());
    leaving.addAll(pods);
  }

  /** Ends the pods. Since no call is left, none is given the time to drain. */
  @Override
  public void close() {
    leaving.addAll(running);
    Fleet.stop(leaving, Duration.ZERO);
  }
}
