package dev.meshlab.lab.fleet;

import dev.meshlab.lab.process.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pods that outlive the mesh they are in. Those that the next mesh does not want rest, and go on
 * with the UUID that they have when a later one wants them as they were. Belongs to one thread.
 */
public final class PodPool implements PodSource, AutoCloseable {

  /** A pod that rests takes some 60 MiB of memory, and no time of a processor. */
  private static final int MOST_AT_REST = 12;

  /** The variable of the server for the time in which it goes on after SIGTERM, as in a cluster. */
  private static final String DELAY = "MESHLAB_SHUTDOWN_DELAY";

  private static final String DELAY_OF_PODS = "1s";

  private final Sandbox sandbox;
  private final ServerArtefact server;
  private final int mostAtRest;
  private final List<PodProcess> running = new ArrayList<>();

  /** Pods of earlier meshes, first those that have rested longest. */
  private final List<PodProcess> resting = new ArrayList<>();

  /** Pods that drain. */
  private final List<PodProcess> leaving = new ArrayList<>();

  public PodPool(Sandbox sandbox, ServerArtefact server) {
    this(sandbox, server, MOST_AT_REST);
  }

  /**
   * @param mostAtRest how many pods may rest; those that have rested longest make room
   */
  PodPool(Sandbox sandbox, ServerArtefact server, int mostAtRest) {
    this.sandbox = sandbox;
    this.server = server;
    this.mostAtRest = mostAtRest;
  }

  /** The pods of the next mesh. The end of their fleet leaves them alone. */
  @Override
  public Fleet pods(List<PodSpec> specs, Duration bound, ReadinessProgress progress)
      throws IOException, InterruptedException {
    List<PodSpec> wanted = likeInCluster(specs);
    resting.addAll(running);
    running.clear();
    dismiss(resting, resting.stream().filter(pod -> !pod.alive()).toList());
    for (PodSpec spec : wanted) {
      find(spec, resting).ifPresent(running::add);
      resting.removeAll(running);
    }
    dismiss(resting, List.copyOf(resting.subList(0, Math.max(0, resting.size() - mostAtRest))));
    return lend(wanted, bound, progress);
  }

  /** Those that are not wanted any more begin to drain; none that rests takes part. */
  @Override
  public Fleet changed(List<PodSpec> specs, Duration bound, ReadinessProgress progress)
      throws IOException, InterruptedException {
    List<PodSpec> wanted = likeInCluster(specs);
    dismiss(
        running, running.stream().filter(pod -> !pod.alive() || isUnwanted(pod, wanted)).toList());
    return lend(wanted, bound, progress);
  }

  private static List<PodSpec> likeInCluster(List<PodSpec> specs) {
    return specs.stream().map(spec -> spec.withDefault(DELAY, DELAY_OF_PODS)).toList();
  }

  private Fleet lend(List<PodSpec> specs, Duration bound, ReadinessProgress progress)
      throws IOException, InterruptedException {
    List<PodSpec> missing = specs.stream().filter(spec -> find(spec, running).isEmpty()).toList();
    if (!missing.isEmpty()) {
      running.addAll(Fleet.start(sandbox, server, missing, bound, progress).pods());
    }
    return Fleet.lent(specs.stream().map(spec -> find(spec, running).orElseThrow()).toList());
  }

  private static boolean isUnwanted(PodProcess pod, List<PodSpec> specs) {
    return specs.stream().noneMatch(pod.spec()::isLike);
  }

  private static Optional<PodProcess> find(PodSpec spec, List<PodProcess> pods) {
    return pods.stream().filter(pod -> pod.spec().isLike(spec)).findFirst();
  }

  private void dismiss(List<PodProcess> from, List<PodProcess> pods) {
    from.removeAll(pods);
    pods.forEach(PodProcess::disconnect);
    pods.forEach(PodProcess::drain);
    leaving.removeIf(pod -> !pod.alive());
    leaving.addAll(pods);
  }

  /** Ends the pods. Since no call is left, none is given the time to drain. */
  @Override
  public void close() {
    leaving.addAll(running);
    leaving.addAll(resting);
    Fleet.stop(leaving, Duration.ZERO);
  }
}
