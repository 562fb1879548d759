package dev.meshlab.lab.ledger;

import java.util.Map;
import java.util.Optional;

/**
 * The calls that pods have ended so far, by their metrics and by UUID.
 *
 * @param pages as the pods' own pages show them
 * @param scraped as the cluster's Prometheus has scraped them; empty where none scrapes them
 */
public record PodMetrics(Map<String, Long> pages, Optional<Map<String, Long>> scraped) {

  public PodMetrics {
    pages = Map.copyOf(pages);
    scraped = scraped.map(Map::copyOf);
  }
}
