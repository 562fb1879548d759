package dev.meshlab.lab.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A Prometheus in a cluster that scrapes pods. Pods are named {@code namespace/name}. */
public final class Prometheus {

  /** Labels of its Service: in Istio's sample and the Helm charts, and by the Operator. */
  private static final List<Map<String, String>> LABELS =
      List.of(
          Map.of("app.kubernetes.io/name", "prometheus"), Map.of("operated-prometheus", "true"));

  /** Prometheus takes over the pods that it has heard of every five seconds. */
  private static final Duration DISCOVERY = Duration.ofSeconds(15);

  /** Prometheus scrapes once a minute unless its configuration says how often. */
  private static final Duration SCRAPE = Duration.ofMinutes(3);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final PrometheusApi api;
  private final Waiting waiting;

  Prometheus(PrometheusApi api, Waiting waiting) {
    this.api = api;
    this.waiting = waiting;
  }

  /**
   * The first Prometheus that scrapes some of these pods; empty if none in the cluster does.
   *
   * @throws ClusterFailed if one does not answer, or the user may not look for one
   */
  public static Optional<Prometheus> scraping(Cluster cluster, Set<String> pods, Waiting waiting)
      throws InterruptedException {
    return scraping(cluster, pods, waiting, DISCOVERY);
  }

  static Optional<Prometheus> scraping(
      Cluster cluster, Set<String> pods, Waiting waiting, Duration patience)
      throws InterruptedException {
    List<PrometheusApi> all = all(cluster);
    long began = System.nanoTime();
    while (!all.isEmpty()) {
      Optional<PrometheusApi> found =
          all.stream().filter(each -> each.targets().stream().anyMatch(pods::contains)).findFirst();
      if (found.isPresent() || isOver(began, patience)) {
        return found.map(api -> new Prometheus(api, waiting));
      }
      waiting.pause(LOOK);
    }
    return Optional.empty();
  }

  private static List<PrometheusApi> all(Cluster cluster) {
    return LABELS.stream()
        .flatMap(
            labels ->
                cluster
                    .ask(
                        "list the services of all namespaces, to find Prometheus",
                        client -> client.services().inAnyNamespace().withLabels(labels).list())
                    .getItems()
                    .stream())
        .filter(service -> !service.getSpec().getPorts().isEmpty())
        .map(service -> PrometheusApi.of(cluster, service))
        .distinct()
        .toList();
  }

  /**
   * The values of a counter, by the pod, from scrapes that began after this was asked for. A pod
   * without such a series is left out.
   *
   * @param counter selects series (PromQL), which are added up; what several jobs scrape counts
   *     once
   * @throws ClusterFailed if a pod is not scraped within three minutes
   */
  public Map<String, Long> fresh(String counter, Set<String> pods) throws InterruptedException {
    return fresh(counter, pods, SCRAPE);
  }

  Map<String, Long> fresh(String counter, Set<String> pods, Duration patience)
      throws InterruptedException {
    awaitScrapes(pods, patience);
    Map<String, Long> counts = new TreeMap<>();
    api.byPod(
            "max by (namespace, pod) (sum by (namespace, pod, job, instance) (%s))"
                .formatted(counter))
        .forEach((pod, value) -> counts.put(pod, Math.round(value)));
    counts.keySet().retainAll(pods);
    return counts;
  }

  /** Returns when all were scraped after now, by the clock of Prometheus itself. */
  private void awaitScrapes(Set<String> pods, Duration patience) throws InterruptedException {
    long began = System.nanoTime();
    double asked = api.now();
    Set<String> late = new TreeSet<>(pods);
    while (true) {
      api.byPod("min by (namespace, pod) (timestamp(up))")
          .forEach((pod, scraped) -> late.removeIf(each -> each.equals(pod) && scraped > asked));
      if (late.isEmpty()) {
        return;
      }
      if (isOver(began, patience)) {
        throw new ClusterFailed(
            "Prometheus %s has not scraped %s for %d s; see the page Target health of its web interface"
                .formatted(api, String.join(", ", late), patience.toSeconds()));
      }
      waiting.pause(LOOK);
    }
  }

  private static boolean isOver(long began, Duration patience) {
    return System.nanoTime() - began >= patience.toNanos();
  }

  /** Its Service, as {@code namespace/name}. */
  @Override
  public String toString() {
    return api.toString();
  }
}
