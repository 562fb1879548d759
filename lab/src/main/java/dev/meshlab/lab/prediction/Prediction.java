package dev.meshlab.lab.prediction;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The servers that are expected to answer, and the model behind that. Made from configuration
 * alone, before anything is measured.
 */
public sealed interface Prediction
    permits PinnedConnections, PerCall, EveryCallFails, DecoratedPrediction {

  /** The name of its model. */
  ModelName model();

  /**
   * The prediction as a sentence, without a full stop.
   *
   * @param pods their names
   */
  String sentence(PodLabels pods);

  /** The expected part of the replies by UUID, where the model fixes it. */
  Optional<Map<String, Double>> shares();

  /** The pods that can answer, by UUID. */
  Set<String> servers();

  /**
   * The gRPC status names with which calls are meant to fail: the configuration, or the user of the
   * lab, asks for them by name.
   */
  default Set<String> asked() {
    return Set.of();
  }

  /** The reason why calls fail although nothing asks them to; empty where none does. */
  default Optional<String> failing() {
    return Optional.empty();
  }

  /** True if policies of the pods refuse every call, and no one has asked for that by name. */
  default boolean isDenied() {
    return false;
  }

  /** The times that a call may take. */
  default List<TimeLimit> limits() {
    return List.of();
  }

  /** The conditions of the route's retries, as xDS has them; empty where there are no retries. */
  default String retryOn() {
    return "";
  }

  /** The most copies of this number of calls that mirrors may get, unheard by the client. */
  default long mostCopies(long calls) {
    return 0;
  }

  /** The prediction while these are in force; a proxy sends the calls to the other pods. */
  default Prediction without(Set<Ejection> ejections) {
    return this;
  }

  /**
   * The prediction for the sum of all rotations, where it is about each connection's: of calls that
   * failed it is not known which connection they came over.
   */
  default Prediction rotatingTogether(int connections) {
    return this;
  }

  /** The number of servers that a single connection reaches. */
  default int serversOfOneConnection() {
    return servers().size();
  }
}
