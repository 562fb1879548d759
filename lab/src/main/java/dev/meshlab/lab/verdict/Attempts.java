package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Interventions;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The attempts that calls were made of between the client and the pods: a call that fails may be
 * attempted again, and the client hears of the last attempt only; of a copy for a mirror it never
 * does.
 *
 * @param byPod attempts that reached each pod, by UUID
 * @param unheard those of which the client has not heard, because another one followed or they were
 *     copies
 * @param interventions those that were made again, ended or refused on the way
 * @param witnesses those that counted the calls; empty where only their sum is known
 * @param notes what the pods have noted of those that reached them
 */
public record Attempts(
    Map<String, Long> byPod,
    Map<String, Long> unheard,
    Interventions interventions,
    List<Witness> witnesses,
    Notes notes) {

  /** Attempts of which only the sum is known. */
  public Attempts(Map<String, Long> byPod, Map<String, Long> unheard, Interventions interventions) {
    this(byPod, unheard, interventions, List.of(), Notes.NONE);
  }

  /** None was made again, so that a reply says all of its call. */
  public static final Attempts ONE_EACH = new Attempts(Map.of(), Map.of(), Interventions.NONE);

  public Attempts {
    byPod = Map.copyOf(byPod);
    unheard = Map.copyOf(unheard);
    witnesses = List.copyOf(witnesses);
  }

  /** Attempts that were made again. */
  long retries() {
    return interventions.retries();
  }

  /** Attempts that reached no pod, because there was no connection. */
  long lost() {
    return Math.max(0, retries() - unheardInAll());
  }

  /** Calls that led to these pods, however often each was attempted. */
  long calls(Collection<String> uuids) {
    return sum(uuids.stream().map(uuid -> at(uuid) - unheard.getOrDefault(uuid, 0L)).toList());
  }

  long unheardInAll() {
    return sum(unheard.values());
  }

  long at(String uuid) {
    return byPod.getOrDefault(uuid, 0L);
  }

  boolean failedAt(String uuid) {
    return unheard.containsKey(uuid);
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
