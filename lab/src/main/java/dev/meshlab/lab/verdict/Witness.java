package dev.meshlab.lab.verdict;

import java.util.Map;

/**
 * The counts of one of those that counted the same calls.
 *
 * @param kind of it
 * @param counts its calls, by the UUID of the server
 */
public record Witness(Kind kind, Map<String, Long> counts) {

  /** Those that count. */
  public enum Kind {
    CLIENT("client"),
    SERVER("server"),
    /** The metrics pages of the servers. */
    METRICS("metrics"),
    /** A Prometheus that scrapes these pages. */
    PROMETHEUS("Prometheus"),
    ENVOY("Envoy");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public Witness {
    counts = Map.copyOf(counts);
  }

  /** The calls that it counted at a server. */
  public long at(String uuid) {
    return counts.getOrDefault(uuid, 0L);
  }
}
