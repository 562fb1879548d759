package dev.meshlab.lab.fleet;

import dev.meshlab.lab.process.ChildProcess;
import dev.meshlab.lab.process.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The pods of one run, in the order of their specs. */
public final class Fleet implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final List<PodProcess> pods;
  private final boolean owned;

  private Fleet(List<PodProcess> pods, boolean owned) {
    this.pods = List.copyOf(pods);
    this.owned = owned;
  }

  /** Pods of someone else, who stops them. */
  static Fleet lent(List<PodProcess> pods) {
    return new Fleet(pods, false);
  }

  /**
   * Starts all pods at once and returns when all are ready. If one fails, none is left.
   *
   * @param bound how long that may take
   * @param progress is called in the caller's thread
   * @throws PodFailed if a pod ends, or is not ready within the bound
   */
  public static Fleet start(
      Sandbox sandbox,
      ServerArtefact server,
      List<PodSpec> specs,
      Duration bound,
      ReadinessProgress progress)
      throws IOException, InterruptedException {
    List<ChildProcess> children = new ArrayList<>();
    try {
      for (PodSpec spec : specs) {
        children.add(sandbox.start(PodCommand.of(server, spec, sandbox.directory())));
      }
      Probe.load();
      List<Started> started = Readiness.await(specs, children, bound, progress);
      return new Fleet(
          IntStream.range(0, specs.size())
              .mapToObj(i -> new PodProcess(specs.get(i), children.get(i), started.get(i)))
              .toList(),
          true);
    } catch (IOException | InterruptedException | RuntimeException e) {
      children.forEach(ChildProcess::kill);
      throw e;
    }
  }

  public List<PodProcess> pods() {
    return pods;
  }

  /** Stops the pods, unless they are lent. */
  @Override
  public void close() {
    if (owned) {
      stop(pods, GRACE);
    }
  }

  /** Sends all of them SIGTERM, and kills what has not drained when the grace is over. */
  static void stop(List<PodProcess> pods, Duration grace) {
    pods.forEach(PodProcess::disconnect);
    ChildProcess.terminateAll(pods.stream().map(PodProcess::child).toList(), grace);
  }
}
