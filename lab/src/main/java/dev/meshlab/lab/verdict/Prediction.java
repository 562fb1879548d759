package dev.meshlab.lab.verdict;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is expected to answer, and by which model. Made from configuration alone, before anything is
 * measured.
 */
public sealed interface Prediction permits PinnedConnections, PerCall, Nobody, Qualified {

  /** The model's short name. */
  String model();

  /** The prediction as a sentence. */
  String sentence();

  /** The expected part of the replies by UUID, where the model fixes it. */
  Optional<Map<String, Double>> shares();

  /** The pods that can answer, by UUID. */
  Set<String> servers();

  /** What the route attempts again, as xDS has it; empty where it does not. */
  default String retryOn() {
    return "";
  }

  /** The most copies of so many calls that mirrors may get, of which the client hears nothing. */
  default long mostCopies(long calls) {
    return 0;
  }

  /** What is expected while these are in force; a proxy sends the calls to the other pods. */
  default Prediction without(Set<Ejection> ejections) {
    return this;
  }

  /** How many of them a single connection reaches. */
  default int serversOfOneConnection() {
    return servers().size();
  }
}
