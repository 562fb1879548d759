package dev.meshlab.lab.verdict;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What happens to calls beside, or before, what another prediction says of them. */
public sealed interface Qualified extends Prediction permits Aborted, Mirrored {

  /** What becomes of the calls themselves. */
  Prediction others();

  @Override
  default Optional<Map<String, Double>> shares() {
    return others().shares();
  }

  @Override
  default Set<String> servers() {
    return others().servers();
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
