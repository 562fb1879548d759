package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The wait until pods are ready, or until it is plain that they will not be. */
public final class Rollout {

  /** The time of a pod on a small cluster: images, sidecar, a JVM on a busy core, probes. */
  private static final Duration BOUND = Duration.ofMinutes(2);

  /** Controllers try again, and what was in their way may pass, as when istiod restarts. */
  private static final Duration TRIED_AGAIN = Duration.ofSeconds(15);

  private final Cluster cluster;
  private final Waiting waiting;

  public Rollout(Cluster cluster, Waiting waiting) {
    this.cluster = cluster;
    this.waiting = waiting;
  }

  /**
   * Returns when all of the pods are ready.
   *
   * @param progress gets how many are
   * @throws ClusterFailed if one will not be, or lacks its proxy, with the reason and what to do
   */
  public void await(String namespace, List<PodsWanted> wanted, Consumer<String> progress)
      throws InterruptedException {
    List<Pod> pods =
        await(
            namespace,
            seen -> {
              progress.accept(count(wanted, seen));
              return wanted.stream().allMatch(each -> each.areReady(seen));
            },
            wanted);
    wanted.stream().filter(PodsWanted::sidecar).forEach(each -> requireProxy(each, pods));
    awaitEndpoints(namespace, pods);
  }

  private static void requireProxy(PodsWanted wanted, List<Pod> pods) {
    pods.stream()
        .filter(pod -> wanted.include(pod) && PodState.isReady(pod) && !PodState.hasProxy(pod))
        .findFirst()
        .ifPresent(
            pod -> {
              throw PodTrouble.withoutProxy(pod).failure();
            });
  }

  /** Pods get calls once the cluster has written down that they are ready. */
  private void awaitEndpoints(String namespace, List<Pod> pods) throws InterruptedException {
    ReadyEndpoints endpoints =
        ReadyEndpoints.of(
            cluster.ask(
                "list the services of " + namespace,
                client -> client.services().inNamespace(namespace).list().getItems()),
            pods);
    waiting.await(
        cluster.ask(
            "watch the endpoints of " + namespace,
            client ->
                client
                    .discovery()
                    .v1()
                    .endpointSlices()
                    .inNamespace(namespace)
                    .informOnCondition(endpoints::areIn)),
        BOUND,
        () ->
            new ClusterFailed(
                "the cluster does not list the ready pods of %s as endpoints; see kubectl -n %s get endpointslices"
                    .formatted(namespace, namespace)));
  }

  private static String count(List<PodsWanted> wanted, List<Pod> pods) {
    return "%d of %d ready"
        .formatted(
            wanted.stream().mapToLong(each -> Math.min(each.count(), each.ready(pods))).sum(),
            wanted.stream().mapToInt(PodsWanted::count).sum());
  }

  /**
   * The pods of a namespace once a condition holds.
   *
   * @param wanted those that the condition is about
   */
  List<Pod> await(String namespace, Predicate<List<Pod>> condition, List<PodsWanted> wanted)
      throws InterruptedException {
    CompletableFuture<List<Pod>> coming =
        cluster.ask(
            "watch the pods of " + namespace,
            client ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .informOnCondition(
                        seen ->
                            condition.test(seen) || anyOf(wanted, seen).anyMatch(Rollout::isLost)));
    Set<String> before = refusals(namespace);
    CompletableFuture<List<Event>> refused = refused(namespace, before);
    CompletableFuture<Void> unused =
        refused.thenAcceptAsync(
            events ->
                coming.completeExceptionally(PodTrouble.unmade(since(before, events)).failure()),
            CompletableFuture.delayedExecutor(TRIED_AGAIN.toSeconds(), TimeUnit.SECONDS));
    try {
      List<Pod> pods = waiting.await(coming, BOUND, () -> late(namespace, wanted).failure());
      lasting(anyOf(wanted, pods).toList());
      return pods;
    } finally {
      refused.cancel(true);
    }
  }

  /** The words of controllers, so far, about pods that they may not make. */
  private Set<String> refusals(String namespace) {
    return cluster
        .ask("list the events of " + namespace, client -> failures(client, namespace).list())
        .getItems()
        .stream()
        .map(Rollout::said)
        .collect(Collectors.toSet());
  }

  /** The word of a controller, which it has not said before, that it may not make a pod. */
  private CompletableFuture<List<Event>> refused(String namespace, Set<String> before) {
    return cluster.ask(
        "watch the events of " + namespace,
        client ->
            failures(client, namespace)
                .informOnCondition(events -> !since(before, events).isEmpty()));
  }

  private static FilterWatchListDeletable<Event, EventList, Resource<Event>> failures(
      KubernetesClient client, String namespace) {
    return client.v1().events().inNamespace(namespace).withField("reason", "FailedCreate");
  }

  private static List<Event> since(Set<String> before, List<Event> events) {
    return events.stream().filter(event -> !before.contains(said(event))).toList();
  }

  /** An event that comes again is the same object with a higher count. */
  private static String said(Event event) {
    return event.getMetadata().getUid() + " " + event.getCount();
  }

  private static Stream<Pod> anyOf(List<PodsWanted> wanted, List<Pod> pods) {
    return pods.stream().filter(pod -> wanted.stream().anyMatch(each -> each.include(pod)));
  }

  private static boolean isLost(Pod pod) {
    return PodTrouble.lasting(pod).isPresent();
  }

  private static void lasting(Collection<Pod> pods) {
    pods.stream()
        .flatMap(pod -> PodTrouble.lasting(pod).stream())
        .findFirst()
        .ifPresent(
            trouble -> {
              throw trouble.failure();
            });
  }

  private PodTrouble late(String namespace, List<PodsWanted> wanted) {
    List<Pod> pods =
        cluster.ask(
            "list the pods of " + namespace,
            client -> client.pods().inNamespace(namespace).list().getItems());
    List<Event> events =
        cluster.ask(
            "list the events of " + namespace,
            client -> client.v1().events().inNamespace(namespace).list().getItems());
    PodsWanted missing =
        wanted.stream().filter(each -> !each.areReady(pods)).findFirst().orElse(wanted.get(0));
    return anyOf(List.of(missing), pods)
        .filter(pod -> !PodState.isReady(pod))
        .findFirst()
        .map(pod -> PodTrouble.late(pod, events))
        .orElseGet(
            () ->
                new PodTrouble(
                    missing.workload() + " has no pods",
                    "kubectl -n %s get events".formatted(namespace)));
  }
}
