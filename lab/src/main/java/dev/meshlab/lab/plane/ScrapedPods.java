package dev.meshlab.lab.plane;

import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.Prometheus;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.fleet.MetricsPage;
import dev.meshlab.lab.ledger.MeteredPods;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The pods of a run in a cluster, as its Prometheus sees them.
 *
 * @param prometheus that scrapes them; empty if none does
 * @param uuids of the pods, by {@code namespace/name}
 * @param progress hears that a reading waits for scrapes
 */
record ScrapedPods(Optional<Prometheus> prometheus, Map<String, String> uuids, Progress progress)
    implements MeteredPods.Scraper {

  /** Looks for the Prometheus that scrapes these pods. */
  static ScrapedPods of(
      Cluster cluster, Map<String, String> uuids, Waiting waiting, Progress progress)
      throws InterruptedException {
    progress.now("looking for Prometheus");
    return new ScrapedPods(
        Prometheus.scraping(cluster, uuids.keySet(), waiting), Map.copyOf(uuids), progress);
  }

  @Override
  public Optional<Map<String, Long>> ended() throws InterruptedException {
    if (prometheus.isEmpty()) {
      return Optional.empty();
    }
    progress.now("waiting until Prometheus %s has scraped the pods".formatted(prometheus.get()));
    Map<String, Long> ended = new HashMap<>();
    prometheus
        .get()
        .fresh(MetricsPage.SERIES, uuids.keySet())
        .forEach((pod, calls) -> ended.put(Objects.requireNonNull(uuids.get(pod)), calls));
    return Optional.of(ended);
  }
}
