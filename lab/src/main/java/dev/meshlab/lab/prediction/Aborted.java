package dev.meshlab.lab.prediction;

import java.util.HashSet;
import java.util.Set;

/**
 * A prediction that some calls are ended on their way to the others, each by an independent draw.
 *
 * @param share the part of the calls that is ended, above 0 and below 1
 * @param status the gRPC status name that those end with
 * @param others the prediction for the others
 */
public record Aborted(double share, String status, Prediction others)
    implements DecoratedPrediction {
  @Override
  public Prediction with(Prediction others) {
    return new Aborted(share, status, others);
  }

  @Override
  public Set<String> asked() {
    Set<String> asked = new HashSet<>(others.asked());
    asked.add(status);
    return asked;
  }

  @Override
  public ModelName model() {
    return others.model().after("aborts");
  }

  @Override
  public String sentence(PodLabels pods) {
    return "fault injection ends %s of the calls with %s; of the others, %s"
        .formatted(Percent.of(share), status, others.sentence(pods));
  }
}
