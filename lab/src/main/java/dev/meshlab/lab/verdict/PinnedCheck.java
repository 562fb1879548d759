package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The check of {@link PinnedConnections}: one pod a connection, and connections spread over the
 * pods.
 */
final class PinnedCheck {

  private PinnedCheck() {}

  static String test(PinnedConnections pinned) {
    if (pinned.isTogether()) {
      return "all connections have one and the same UUID";
    }
    String spread =
        pinned.balancing() == Balancing.RANDOM
            ? "; connections per pod by exact binomial tests, false alarms " + Chance.FALSE_ALARMS
            : "";
    return "each connection has exactly one UUID" + spread;
  }

  static List<Finding> findings(PinnedConnections pinned, Observation seen) {
    List<Map<String, Long>> used =
        seen.connections().stream().filter(connection -> !connection.isEmpty()).toList();
    List<Finding> findings = new ArrayList<>();
    findings.add(onePodEach(used));
    findings.addAll(UnexpectedServers.findings(pinned, seen));
    if (pinned.isTogether()) {
      findings.add(onePod(used));
    } else if (used.size() > 1 && pinned.balancing() == Balancing.RANDOM) {
      findings.add(spread(pinned, used, seen));
    }
    return findings;
  }

  private static Finding onePodEach(List<Map<String, Long>> used) {
    long pinned = used.stream().filter(connection -> connection.size() == 1).count();
    return Finding.exact(
        pinned == used.size(), pinned + " of " + used.size() + " connections stayed on one pod");
  }

  private static Finding onePod(List<Map<String, Long>> used) {
    long pods = used.stream().flatMap(one -> one.keySet().stream()).distinct().count();
    return Finding.exact(pods <= 1, used.size() + " connections on " + pods + " pods, 1 expected");
  }

  private static Finding spread(
      PinnedConnections pinned, List<Map<String, Long>> used, Observation seen) {
    Map<String, Long> connections = new TreeMap<>();
    used.forEach(one -> one.keySet().forEach(uuid -> connections.merge(uuid, 1L, Long::sum)));
    List<Long> counts =
        pinned.uuids().stream().map(uuid -> connections.getOrDefault(uuid, 0L)).toList();
    Range range = Chance.range(used.size(), 1.0 / counts.size(), counts.size());
    return Finding.ofChance(
        counts.stream().allMatch(range::contains),
        EachPod.of("connections", pinned.uuids(), connections, seen.pods())
            .expecting(range.toString()),
        Chance.least(used.size(), counts, 1.0 / counts.size(), counts.size()));
  }
}
