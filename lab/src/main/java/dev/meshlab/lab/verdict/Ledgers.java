package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PodLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Three independent counts of the same calls, by server UUID. They must be equal: a gap means that
 * a call was lost, doubled or miscounted somewhere, and then no verdict on the counts is worth
 * anything.
 *
 * @param client calls that the client saw finished and knows the server of
 * @param servers calls that the server itself ended; null when a pod died and took its count with
 *     it
 * @param envoy requests that Envoy forwarded ({@code rq_total} of the endpoint); null on a plane
 *     without Envoy
 * @param unanswered calls that failed for the client without a server naming itself, by its own
 *     deadline for example: Envoy may have forwarded, and servers may have ended, up to this number
 *     of calls more
 * @param interventions attempts that were made again, ended or refused on the way: by the number of
 *     those that were made again, Envoy and the servers have more than the client hears of
 * @param copies the most requests that mirrors may have got, of which the client hears nothing
 * @param others that counted the calls which the servers ended, from their metrics. They judge
 *     nothing
 * @param notes what the servers have noted of the calls besides
 */
public record Ledgers(
    SortedMap<String, Long> client,
    SortedMap<String, @Nullable Long> servers,
    @Nullable SortedMap<String, Long> envoy,
    long unanswered,
    Interventions interventions,
    long copies,
    List<Witness> others,
    Notes notes) {

  /** Ledgers of pods whose metrics are not read, and that note nothing. */
  public Ledgers(
      SortedMap<String, Long> client,
      SortedMap<String, @Nullable Long> servers,
      @Nullable SortedMap<String, Long> envoy,
      long unanswered,
      Interventions interventions,
      long copies) {
    this(client, servers, envoy, unanswered, interventions, copies, List.of(), Notes.NONE);
  }

  /** Ledgers of calls that no route mirrors or limits. */
  public Ledgers(
      SortedMap<String, Long> client,
      SortedMap<String, @Nullable Long> servers,
      @Nullable SortedMap<String, Long> envoy,
      long unanswered,
      long retries) {
    this(client, servers, envoy, unanswered, Interventions.ofRetries(retries), 0);
  }

  /**
   * A difference that failed calls, retries and copies do not account for, as a sentence each;
   * empty when there is none.
   */
  public List<String> gaps(PodLabels pods) {
    boolean serversAccount = accountsFor(servers);
    boolean envoyAccounts = envoy == null || accountsFor(envoy);
    List<String> gaps = new ArrayList<>();
    for (String uuid : uuids()) {
      long seen = client.getOrDefault(uuid, 0L);
      if (servers.containsKey(uuid) && servers.get(uuid) == null) {
        gaps.add(
            pods.name(uuid)
                + ": the pod is gone and its ledger with it; the client counted "
                + seen);
      } else if (!serversAccount) {
        compare(gaps, pods.name(uuid), seen, "the server served", servers.get(uuid));
      }
      if (envoy != null && !envoyAccounts) {
        compare(gaps, pods.name(uuid), seen, "Envoy forwarded", envoy.get(uuid));
      }
    }
    return gaps.isEmpty() && envoy != null && !serversHaveWhatEnvoyForwarded(envoy)
        ? List.of(
            "the servers served %s; Envoy forwarded %s"
                .formatted(
                    EachPod.list(pods.named(known(servers))), EachPod.list(pods.named(envoy))))
        : gaps;
  }

  private static Map<String, Long> known(Map<String, ? extends @Nullable Long> ledger) {
    Map<String, Long> known = new TreeMap<>();
    ledger.forEach(
        (uuid, count) -> {
          if (count != null) {
            known.put(uuid, count);
          }
        });
    return known;
  }

  /**
   * Of attempts that the client does not hear of, these two are the only witnesses. An attempt that
   * is made again, or goes unanswered, may have ended before its pod, at the pod's own proxy; what
   * a server served, Envoy has forwarded.
   */
  private boolean serversHaveWhatEnvoyForwarded(Map<String, Long> forwarded) {
    long beyond = 0;
    long missing = 0;
    for (String uuid : uuids()) {
      long difference = surplus(servers, uuid) - surplus(forwarded, uuid);
      beyond += Math.max(0, difference);
      missing += Math.max(0, -difference);
    }
    return beyond <= unanswered && missing <= unanswered + retries();
  }

  /**
   * The attempts that failed and were made again, by the UUID of their server. Empty where calls
   * went unanswered or were copied: then the counts cannot distinguish a retry from those.
   */
  public SortedMap<String, Long> retriedAt() {
    return unanswered > 0 || copies > 0 ? new TreeMap<>() : new TreeMap<>(attempts().unheard());
  }

  /** Attempts that were made again. */
  public long retries() {
    return interventions.retries();
  }

  /** The attempts that the calls were made of. */
  public Attempts attempts() {
    boolean once = retries() == 0 && copies == 0;
    Map<String, Long> attempts = new TreeMap<>();
    Map<String, Long> unheard = new TreeMap<>();
    for (String uuid : uuids()) {
      long surplus = surplus(servers, uuid);
      attempts.put(uuid, client.getOrDefault(uuid, 0L) + surplus);
      if (surplus > 0 && !once) {
        unheard.put(uuid, surplus);
      }
    }
    return new Attempts(attempts, unheard, interventions, witnesses(), notes);
  }

  private List<Witness> witnesses() {
    List<Witness> witnesses = new ArrayList<>();
    witnesses.add(new Witness(Witness.Kind.CLIENT, client));
    witnesses.add(new Witness(Witness.Kind.SERVER, known(servers)));
    witnesses.addAll(others);
    if (envoy != null) {
      witnesses.add(new Witness(Witness.Kind.ENVOY, envoy));
    }
    return witnesses;
  }

  /**
   * True if a ledger has all that the client counted, and beyond it no more than went unanswered,
   * was attempted again or was copied.
   */
  private boolean accountsFor(Map<String, ? extends @Nullable Long> ledger) {
    LongSummaryStatistics surplus =
        uuids().stream().mapToLong(uuid -> surplus(ledger, uuid)).summaryStatistics();
    return surplus.getMin() >= 0 && surplus.getSum() <= unanswered + retries() + copies;
  }

  private long surplus(Map<String, ? extends @Nullable Long> ledger, String uuid) {
    Long count = ledger.get(uuid);
    boolean lost = count == null && ledger.containsKey(uuid);
    return lost ? 0 : (count == null ? 0 : count) - client.getOrDefault(uuid, 0L);
  }

  /**
   * The changes between two readings of running counts; a count that did not change is left out.
   */
  public static SortedMap<String, Long> since(Map<String, Long> before, Map<String, Long> after) {
    SortedMap<String, Long> difference = new TreeMap<>();
    after.forEach((uuid, count) -> difference.put(uuid, count - before.getOrDefault(uuid, 0L)));
    difference.values().removeIf(count -> count == 0);
    return difference;
  }

  private Set<String> uuids() {
    Set<String> uuids = new TreeSet<>(client.keySet());
    uuids.addAll(servers.keySet());
    if (envoy != null) {
      uuids.addAll(envoy.keySet());
    }
    return uuids;
  }

  private static void compare(
      List<String> gaps, String pod, long seen, String who, @Nullable Long count) {
    long counted = count == null ? 0 : count;
    if (counted != seen) {
      gaps.add(pod + ": the client counted " + seen + ", " + who + " " + counted);
    }
  }
}
