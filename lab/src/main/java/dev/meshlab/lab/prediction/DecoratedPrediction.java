package dev.meshlab.lab.prediction;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A prediction that says what happens to calls beside, or before, what another one says. */
public sealed interface DecoratedPrediction extends Prediction
    permits Aborted, Bounded, Denied, Faulted, Limited, Mirrored {

  /** The prediction for the calls themselves. */
  Prediction others();

  /** The same qualification of another prediction. */
  Prediction with(Prediction others);

  @Override
  default Prediction without(Set<Ejection> ejections) {
    return with(others().without(ejections));
  }

  @Override
  default Prediction rotatingTogether(int connections) {
    return with(others().rotatingTogether(connections));
  }

  @Override
  default Optional<Map<String, Double>> shares() {
    return others().shares();
  }

  @Override
  default Set<String> servers() {
    return others().servers();
  }

  @Override
  default Set<String> asked() {
    return others().asked();
  }

  @Override
  default Optional<String> failing() {
    return others().failing();
  }

  @Override
  default boolean isDenied() {
    return others().isDenied();
  }

  @Override
  default List<TimeLimit> limits() {
    return others().limits();
  }

  @Override
  default int serversOfOneConnection() {
    return others().serversOfOneConnection();
  }

  @Override
  default String retryOn() {
    return others().retryOn();
  }

  @Override
  default long mostCopies(long calls) {
    return others().mostCopies(calls);
  }
}
