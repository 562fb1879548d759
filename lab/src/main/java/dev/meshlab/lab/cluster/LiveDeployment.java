package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A Deployment in a cluster that is changed as kubectl does it, and watched meanwhile. */
public record LiveDeployment(Cluster cluster, String namespace, String name, Waiting waiting) {

  /** Several pods, one after the other, each with a sidecar and a JVM on a busy node. */
  private static final Duration BOUND = Duration.ofMinutes(5);

  /**
   * A pod of it.
   *
   * @param uid by which its server is known
   * @param going whether it is being deleted
   */
  public record Member(String name, String uid, boolean ready, boolean going) {

    static Member of(Pod pod) {
      return new Member(
          pod.getMetadata().getName(),
          pod.getMetadata().getUid(),
          PodState.isReady(pod),
          pod.getMetadata().getDeletionTimestamp() != null);
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

  /** Its pods now, those that are being deleted too. */
  public List<Member> pods() {
    Map<String, String> selector = selector();
    return cluster
        .ask(
            "list the pods of " + namespace,
            client -> client.pods().inNamespace(namespace).withLabels(selector).list().getItems())
        .stream()
        .map(Member::of)
        .toList();
  }

  /**
   * Its pods, once a condition holds.
   *
   * @param wanted the condition, as in {@code has 4 ready pods}
   * @throws ClusterFailed if it does not come to that
   */
  public List<Member> await(String wanted, Predicate<List<Member>> condition)
      throws InterruptedException {
    Map<String, String> selector = selector();
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
                    "Deployment %1$s/%2$s still not %3$s after %4$d s; see kubectl -n %1$s get pods"
                        .formatted(namespace, name, wanted, BOUND.toSeconds())))
        .stream()
        .map(Member::of)
        .toList();
  }

  private Map<String, String> selector() {
    return cluster.ask(
        "read Deployment %s/%s".formatted(namespace, name),
        client ->
            client
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .require()
                .getSpec()
                .getSelector()
                .getMatchLabels());
  }
}
