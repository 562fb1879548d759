package dev.meshlab.lab.ledger;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.fleet.MetricsPage;
import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.lab.prediction.PodLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pods whose metrics are read beside their ledgers.
 *
 * @param scraper of their metrics pages
 */
public record MeteredPods(PodLedgers pods, Scraper scraper) implements PodLedgers {

  /** A Prometheus that may be there. */
  @FunctionalInterface
  public interface Scraper {

    /** The calls that each pod has ended so far, by UUID; empty where none is there. */
    Optional<Map<String, Long>> ended() throws InterruptedException;
  }

  @Override
  public Optional<PodMetrics> metrics() throws InterruptedException {
    Map<String, Long> pages = new TreeMap<>();
    pods.metricsPorts().forEach((uuid, port) -> pages.put(uuid, shown(uuid, port)));
    return Optional.of(new PodMetrics(pages, scraper.ended()));
  }

  private long shown(String uuid, int port) {
    try {
      return MetricsPage.ended(port);
    } catch (IOException e) {
      throw new UncheckedIOException(pods.labels().name(uuid) + " shows no metrics", e);
    }
  }

  @Override
  public SortedMap<String, @Nullable PodLedger> read() throws InterruptedException {
    return pods.read();
  }

  @Override
  public long refused() {
    return pods.refused();
  }

  @Override
  public PodLabels labels() {
    return pods.labels();
  }

  @Override
  public Set<String> behind(Target target) {
    return pods.behind(target);
  }

  @Override
  public Optional<String> lost() {
    return pods.lost();
  }
}
