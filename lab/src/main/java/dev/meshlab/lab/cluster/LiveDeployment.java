package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A Deployment in a cluster that is changed as kubectl does it, and watched meanwhile. */
public record LiveDeployment(Cluster cluster, String namespace, String name, Waiting waiting) {

  /** Several pods, one after the other, each with a sidecar and a JVM on a busy node. */
  private static final Duration BOUND = Duration.ofMinutes(5);

  private static final Duration COMMAND = Duration.ofSeconds(5);

  /** The exit code of a shell that goes with its container. */
  private static final int KILLED = 137;

  /** All processes of the same user but the shell itself. */
  private static final String KILL = "kill -9 -1";

  /**
   * A pod of it.
   *
   * @param uid by which its server is known
   * @param going whether it is being deleted
   * @param restarts of its containers so far
   */
  public record Member(String name, String uid, boolean ready, boolean going, int restarts) {

    /** True if that is this pod after a container of it was started again. */
    public boolean wasRestartedAs(Member later) {
      return later.uid.equals(uid) && later.restarts > restarts;
    }

    static Member of(Pod pod) {
      return new Member(
          pod.getMetadata().getName(),
          pod.getMetadata().getUid(),
          PodState.isReady(pod),
          pod.getMetadata().getDeletionTimestamp() != null,
          PodState.restarts(pod));
    }
  }

  /**
   * The Deployment as the API lists it, in JSON.
   *
   * @param template of its pods
   * @param pods each
   */
  public record Listed(String template, List<String> pods) {

    public Listed {
      pods = List.copyOf(pods);
    }
  }

  /** As {@code kubectl scale} does it. */
  public void scale(int replicas) {
    cluster.ask(
        "scale Deployment %s/%s".formatted(namespace, name),
        client ->
            client.apps().deployments().inNamespace(namespace).withName(name).scale(replicas));
  }

  /** As {@code kubectl rollout restart} does it. */
  public void restart() {
    cluster.ask(
        "restart Deployment %s/%s".formatted(namespace, name),
        client ->
            client.apps().deployments().inNamespace(namespace).withName(name).rolling().restart());
  }

  /** Deletes one of its pods, which ends as it is used to; another one takes its place. */
  public void delete(Member pod) {
    cluster.ask(
        "delete pod %s/%s".formatted(namespace, pod.name()),
        client -> client.pods().inNamespace(namespace).withName(pod.name()).delete());
  }

  /**
   * Kills the process of the first container of a pod with SIGKILL, as a program inside it that has
   * the same user. The pod must be one whose containers share their processes: the kernel keeps
   * from such a signal what is the first process of its own namespace.
   *
   * @param sent runs once the command is on its way: it ends with what it kills, and so may not say
   * @throws ClusterFailed if the container does not let it
   */
  public void kill(Member pod, Runnable sent) throws InterruptedException {
    String container = read().getSpec().getTemplate().getSpec().getContainers().get(0).getName();
    String doing = "kill the process of pod %s/%s".formatted(namespace, pod.name());
    try (ExecWatch command =
        cluster.ask(
            doing,
            client ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .withName(pod.name())
                    .inContainer(container)
                    .redirectingOutput()
                    .exec("sh", "-c", KILL))) {
      sent.run();
      int code = command.exitCode().get(COMMAND.toSeconds(), TimeUnit.SECONDS);
      if (code != 0 && code != KILLED) {
        throw new ClusterFailed(
            "cannot %s: its container has no shell that can, exit code %d".formatted(doing, code));
      }
    } catch (TimeoutException | ExecutionException cut) {
      // The command may end with the container that it is in; whoever waits sees the restart.
    }
  }

  /** The JSON of its template, and of each of its pods. */
  public Listed listed() {
    Deployment deployment = read();
    return new Listed(
        Serialization.asJson(deployment.getSpec().getTemplate()),
        list(deployment).stream().map(Serialization::asJson).toList());
  }

  /** Its pods now, those that are being deleted too. */
  public List<Member> pods() {
    return list(read()).stream().map(Member::of).toList();
  }

  /**
   * Its pods, once a condition holds.
   *
   * @param wanted the condition, as in {@code of 4 ready pods}
   * @throws ClusterFailed if it does not come to that
   */
  public List<Member> await(String wanted, Predicate<List<Member>> condition)
      throws InterruptedException {
    Map<String, String> selector = selector(read());
    return waiting
        .await(
            cluster.ask(
                "watch the pods of " + namespace,
                client ->
                    client
                        .pods()
                        .inNamespace(namespace)
                        .withLabels(selector)
                        .informOnCondition(
                            pods -> condition.test(pods.stream().map(Member::of).toList()))),
            BOUND,
            () ->
                new ClusterFailed(
                    "Deployment %1$s/%2$s does not consist %3$s after %4$d s; see kubectl -n %1$s get pods"
                        .formatted(namespace, name, wanted, BOUND.toSeconds())))
        .stream()
        .map(Member::of)
        .toList();
  }

  private List<Pod> list(Deployment deployment) {
    Map<String, String> selector = selector(deployment);
    return cluster.ask(
        "list the pods of " + namespace,
        client -> client.pods().inNamespace(namespace).withLabels(selector).list().getItems());
  }

  private static Map<String, String> selector(Deployment deployment) {
    return deployment.getSpec().getSelector().getMatchLabels();
  }

  private Deployment read() {
    return cluster.ask(
        "read Deployment %s/%s".formatted(namespace, name),
        client -> client.apps().deployments().inNamespace(namespace).withName(name).require());
  }
}
