package dev.meshlab.lab.ledger;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.lab.prediction.PodLabels;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The reports of the pods themselves about a trial. */
public interface PodLedgers {

  /**
   * The ledger of each pod, by UUID, read when no call is running any more; null for a pod that is
   * gone.
   */
  SortedMap<String, @Nullable PodLedger> read() throws InterruptedException;

  /** The calls that they have ended, by their metrics; empty where these are not read. */
  default Optional<PodMetrics> metrics() throws InterruptedException {
    return Optional.empty();
  }

  /** The ports of this machine that lead to the metrics pages of pods that run, by UUID. */
  default Map<String, Integer> metricsPorts() {
    return Map.of();
  }

  /**
   * The same reports.
   *
   * @param pages whether metrics pages are read, too
   */
  default PodLedgers metered(boolean pages) {
    return pages ? new MeteredPods(this, Optional::empty) : this;
  }

  /** Calls that the circuit breakers of the pods' sidecars have refused so far. */
  long refused();

  /** The names of all pods. */
  PodLabels labels();

  /** The UUIDs of the pods that any port of the target's Service leads to. */
  Set<String> behind(Target target);

  /** The pods or sidecars that ended without being asked to, and how; empty while all run. */
  Optional<String> lost();
}
