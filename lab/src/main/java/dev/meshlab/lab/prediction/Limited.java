package dev.meshlab.lab.prediction;

import java.util.List;
import java.util.stream.Stream;

/**
 * A prediction for calls that may take a limited time.
 *
 * @param limit the time
 * @param others the prediction for calls that keep to it
 */
public record Limited(TimeLimit limit, Prediction others) implements DecoratedPrediction {
  @Override
  public Prediction with(Prediction others) {
    return new Limited(limit, others);
  }

  @Override
  public List<TimeLimit> limits() {
    return Stream.concat(Stream.of(limit), others.limits().stream()).toList();
  }

  @Override
  public ModelName model() {
    return others.model();
  }

  @Override
  public String sentence(PodLabels pods) {
    return others.sentence(pods) + "; " + limit.sentence();
  }
}
