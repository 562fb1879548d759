package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.lab.fleet.PodNotes;
import dev.meshlab.lab.ledger.PodLedgers;
import dev.meshlab.lab.ledger.PodMetrics;
import dev.meshlab.lab.plane.RunningPlane;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.verdict.Ledgers;
import dev.meshlab.lab.verdict.Notes;
import dev.meshlab.lab.verdict.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The running counts of the pods and of the plane's proxy at one moment.
 *
 * @param pods the ledger of each pod so far; null for a pod that is gone
 * @param metrics the calls ended by each, by the pods' metrics; empty where these are not read
 * @param forwarded requests forwarded to each pod so far; empty where no proxy counts them
 * @param interventions attempts made again, ended or refused on the way so far
 */
record LedgerReading(
    SortedMap<String, @Nullable PodLedger> pods,
    Optional<PodMetrics> metrics,
    Optional<Map<String, Long>> forwarded,
    Interventions interventions) {

  static LedgerReading take(RunningPlane plane, Target target, PodLedgers pods)
      throws InterruptedException {
    plane.awaitIdle(target);
    // The pods first: what they have ended, the proxy has long forwarded.
    SortedMap<String, @Nullable PodLedger> ledgers = pods.read();
    return new LedgerReading(
        ledgers,
        pods.metrics(),
        plane.forwarded(target),
        plane.interventions(target).withOverflows(pods.refused()));
  }

  /**
   * The changes since an earlier reading, beside what the client counted meanwhile.
   *
   * @param copies the most that mirrors may have got
   */
  Ledgers since(
      LedgerReading before, SortedMap<String, Long> client, long unanswered, long copies) {
    SortedMap<String, @Nullable Long> served = new TreeMap<>();
    pods.forEach((uuid, now) -> served.put(uuid, difference(now, before.pods.get(uuid))));
    // As in the other ledgers, a server without a call has no entry; one without a ledger has an
    // empty one.
    served.values().removeIf(calls -> calls != null && calls == 0);
    return new Ledgers(
        client,
        served,
        forwarded.map(now -> since(now, before.forwarded)).orElse(null),
        unanswered,
        interventions.since(before.interventions),
        copies,
        witnesses(before),
        notes(before));
  }

  /** The notes of all pods since; those of a pod that is gone are gone with it. */
  private Notes notes(LedgerReading before) {
    PodNotes all = PodNotes.NONE;
    for (Map.Entry<String, @Nullable PodLedger> pod : pods.entrySet()) {
      PodLedger now = pod.getValue();
      PodLedger then = before.pods.get(pod.getKey());
      if (now != null && then != null) {
        all = all.plus(now.notes().since(then.notes()));
      }
    }
    return new Notes(
        all.callers(),
        all.creations().size(),
        all.creations().values().stream().filter(times -> times > 1).count());
  }

  /** The counts of the pods' metrics since, by each that shows them. */
  private List<Witness> witnesses(LedgerReading before) {
    List<Witness> witnesses = new ArrayList<>();
    metrics.ifPresent(
        now ->
            witnesses.add(
                new Witness(
                    Witness.Kind.METRICS,
                    since(now.pages(), before.metrics.map(PodMetrics::pages)))));
    metrics
        .flatMap(PodMetrics::scraped)
        .ifPresent(
            now ->
                witnesses.add(
                    new Witness(
                        Witness.Kind.PROMETHEUS,
                        since(now, before.metrics.flatMap(PodMetrics::scraped)))));
    return witnesses;
  }

  private static SortedMap<String, Long> since(
      Map<String, Long> now, Optional<Map<String, Long>> before) {
    return Ledgers.since(before.orElse(Map.of()), now);
  }

  private static @Nullable Long difference(@Nullable PodLedger now, @Nullable PodLedger before) {
    return now == null || before == null
        ? null
        : Long.valueOf(now.endedInAll() - before.endedInAll());
  }
}
