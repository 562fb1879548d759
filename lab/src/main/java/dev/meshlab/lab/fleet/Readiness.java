package dev.meshlab.lab.fleet;

import dev.meshlab.lab.process.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waits for many pods at once, and gives up with the first that fails. */
final class Readiness {
  private Readiness() {}

  static List<Started> await(
      List<PodSpec> specs, List<ChildProcess> children, Duration bound, ReadinessProgress progress)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool(Readiness::daemon);
    try {
      CompletionService<Started> probes = new ExecutorCompletionService<>(threads);
      List<Future<Started>> pods = new ArrayList<>();
      for (int i = 0; i < specs.size(); i++) {
        PodSpec spec = specs.get(i);
        ChildProcess child = children.get(i);
        pods.add(probes.submit(() -> Probe.awaitReady(spec, child, bound)));
      }
      long deadline = System.nanoTime() + bound.toNanos();
      for (int ready = 1; ready <= pods.size(); ready++) {
        Future<Started> next = probes.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          throw late(specs, children, pods, bound);
        }
        get(next);
        progress.ready(ready, pods.size());
      }
      return getAll(pods);
    } finally {
      threads.shutdownNow();
    }
  }

  private static PodFailed late(
      List<PodSpec> specs,
      List<ChildProcess> children,
      List<Future<Started>> pods,
      Duration bound) {
    int first = 0;
    while (first < pods.size() - 1 && pods.get(first).isDone()) {
      first++;
    }
    String what = "is not ready after " + bound.toMillis() + " ms";
    return new PodFailed(specs.get(first), what, children.get(first).logTail());
  }

  private static List<Started> getAll(List<Future<Started>> pods)
      throws IOException, InterruptedException {
    List<Started> started = new ArrayList<>();
    for (Future<Started> pod : pods) {
      started.add(get(pod));
    }
    return started;
  }

  private static Started get(Future<Started> pod) throws IOException, InterruptedException {
    try {
      return pod.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PodFailed failed) {
        throw failed;
      }
      throw new IOException("could not wait for a pod: " + e.getCause(), e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "pod-readiness");
    thread.setDaemon(true);
    return thread;
  }
}
