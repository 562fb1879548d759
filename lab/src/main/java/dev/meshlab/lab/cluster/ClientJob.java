package dev.meshlab.lab.cluster;

import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.WarmUpReport;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A client in the pod network, which makes its calls step by step. Its pod ends with it; {@link
 * #stop} may be called from any thread.
 */
public final class ClientJob implements AutoCloseable {

  private final Cluster cluster;
  private final String name;
  private final Pod pod;
  private final LogWatch log;
  private final ExecWatch cues;
  private final ClientRecords records = new ClientRecords();

  private ClientJob(Cluster cluster, String name, Pod pod, Waiting waiting) {
    this.cluster = cluster;
    this.name = name;
    this.pod = pod;
    this.cues =
        cluster.ask(
            "attach to pod " + podName(),
            client ->
                client
                    .pods()
                    .inNamespace(namespace())
                    .withName(podName())
                    .inContainer(ClientPod.CONTAINER)
                    .redirectingInput()
                    .attach());
    this.log =
        cluster.ask(
            "read the log of pod " + podName(),
            client ->
                client
                    .pods()
                    .inNamespace(namespace())
                    .withName(podName())
                    .inContainer(ClientPod.CONTAINER)
                    .watchLog());
    records.stopWith(waiting.stopped());
    Thread reader = new Thread(() -> records.read(log.getOutput()), "client-log");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a client, and returns when it waits for its first cue.
   *
   * @param name of the Job, no other's in its namespace
   * @throws ClusterFailed if it does not come up, with the reason
   */
  public static ClientJob start(
      Cluster cluster, ClientPod template, String name, List<String> args, Waiting waiting)
      throws InterruptedException {
    cluster.ask(
        "create Job %s/%s".formatted(template.namespace(), name),
        client -> client.batch().v1().jobs().resource(template.job(name, args)).create());
    try {
      PodsWanted wanted =
          new PodsWanted("Job " + name, template.namespace(), Map.of("job-name", name), 1);
      Pod pod =
          new Rollout(cluster, waiting)
                  .await(
                      template.namespace(),
                      pods -> pods.stream().anyMatch(each -> begun(wanted, each)),
                      List.of(wanted))
                  .stream()
                  .filter(wanted::include)
                  .findFirst()
                  .orElseThrow();
      requireProxy(template, pod);
      ClientJob job = new ClientJob(cluster, name, pod, waiting);
      job.records.awaitStart();
      return job;
    } catch (InterruptedException | RuntimeException e) {
      delete(cluster, template.namespace(), name);
      throw e;
    }
  }

  /** True once the client runs, or has ended already, of which its log will tell. */
  private static boolean begun(PodsWanted wanted, Pod pod) {
    return wanted.include(pod)
        && PodState.container(pod, ClientPod.CONTAINER)
            .map(container -> container.getState())
            .filter(state -> state.getRunning() != null || state.getTerminated() != null)
            .isPresent();
  }

  private static void requireProxy(ClientPod template, Pod pod) {
    if (template.sidecar() && !PodState.hasProxy(pod)) {
      throw PodTrouble.withoutProxy(pod).failure();
    }
  }

  public String namespace() {
    return pod.getMetadata().getNamespace();
  }

  public String podName() {
    return pod.getMetadata().getName();
  }

  /** The node on which it runs. */
  public String node() {
    return pod.getSpec().getNodeName();
  }

  /** Lets it make its warm-up. */
  public WarmUpReport warmUp() {
    cue();
    return records.warmUp();
  }

  /**
   * Lets it make the calls that count.
   *
   * @param onInterval gets what each interval has counted, in this thread
   */
  public Report run(Consumer<Interval> onInterval) {
    cue();
    return records.report(onInterval);
  }

  private void cue() {
    try {
      cues.getInput().write('\n');
      cues.getInput().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the client in the cluster takes no cue", e);
    }
  }

  /** Ends the run under way; its report still comes. */
  public void stop() {
    cues.close();
  }

  /** Lets the client end, and its pod with it. */
  @Override
  public void close() {
    cues.close();
    log.close();
    delete(cluster, namespace(), name);
  }

  private static void delete(Cluster cluster, String namespace, String name) {
    cluster.ask(
        "remove Job %s/%s".formatted(namespace, name),
        client ->
            client
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete());
  }
}
