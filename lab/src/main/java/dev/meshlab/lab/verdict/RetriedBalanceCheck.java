package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.Range;
import dev.meshlab.lab.prediction.Rotations;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The check of the balance among the pods of one group when calls were attempted more than once.
 * Then replies show only where calls ended; the choices of the balancer are in the attempts,
 * retries among them.
 */
final class RetriedBalanceCheck {

  private RetriedBalanceCheck() {}

  static Finding finding(Group group, PerCall perCall, Observation seen, int chances) {
    if (group.balancing() == Balancing.CLIENT_ROTATION) {
      return ofClient(group, seen);
    }
    return group.balancing().rotates()
        ? rotation(group, perCall, seen)
        : drawn(group, seen, chances);
  }

  /** A retry goes to the pod that the client dialled, and takes no turn of another one. */
  private static Finding ofClient(Group group, Observation seen) {
    Map<String, Long> calls = new TreeMap<>();
    group.uuids().forEach(uuid -> calls.put(uuid, seen.attempts().calls(List.of(uuid))));
    long fewest = Collections.min(calls.values());
    Range expected = new Range(fewest, fewest + seen.connections().size());
    return Finding.exact(
        calls.values().stream().allMatch(expected::contains),
        EachPod.of("calls", group.uuids(), calls, seen.pods()).expecting(expected.toString()));
  }

  /**
   * Retries take their turns like first attempts. A pod may be behind the busiest by the turns that
   * were passed over because the call had failed there, or that fell on it and found no connection.
   */
  private static Finding rotation(Group group, PerCall perCall, Observation seen) {
    Attempts attempts = seen.attempts();
    List<Long> counts = group.uuids().stream().map(attempts::at).toList();
    long busiest = Collections.max(counts);
    long rotations = rotations(perCall.rotations(), seen);
    long passed = perCall.retrying().passes() * attempts.retries();
    boolean holds =
        group.uuids().stream()
            .allMatch(
                uuid ->
                    attempts.at(uuid)
                            + rotations
                            + attempts.lost()
                            + (attempts.failedAt(uuid) ? passed : 0)
                        >= busiest);
    String fewer = passed == 0 ? "" : "; fewer where a retry passed over the pod that failed";
    Range expected = new Range(Math.max(0, busiest - rotations - attempts.lost()), busiest);
    return Finding.exact(holds, attempts(group, seen).expecting(expected + fewer));
  }

  private static long rotations(Rotations rotations, Observation seen) {
    return rotations instanceof Rotations.OfWorkers of ? of.workers() : seen.connections().size();
  }

  /** First attempts are drawn as ever; of the others, all may have come to one pod. */
  private static Finding drawn(Group group, Observation seen, int chances) {
    Attempts attempts = seen.attempts();
    int pods = group.uuids().size();
    long calls = attempts.calls(group.uuids());
    Range first = Chance.range(calls, 1.0 / pods, chances);
    if (group.balancing() == Balancing.LEAST_REQUEST) {
      first = first.widenTo(calls / 2.0 / pods, calls * 2.0 / pods);
    }
    Range expected = first.wider(0, attempts.retries());
    List<Long> counts = group.uuids().stream().map(attempts::at).toList();
    return Finding.exact(
        counts.stream().allMatch(expected::contains),
        attempts(group, seen).expecting(expected + ", retries included"));
  }

  private static EachPod attempts(Group group, Observation seen) {
    return EachPod.of("attempts", group.uuids(), seen.attempts().byPod(), seen.pods());
  }
}
