package dev.meshlab.lab.prediction;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A prediction that copies of calls go elsewhere, too, and their answers nowhere.
 *
 * @param mirrors where to; not empty
 * @param others the prediction for the calls themselves
 */
public record Mirrored(List<Mirror> mirrors, Prediction others) implements DecoratedPrediction {
  public Mirrored {
    mirrors = List.copyOf(mirrors);
  }

  @Override
  public Prediction with(Prediction others) {
    return new Mirrored(mirrors, others);
  }

  @Override
  public long mostCopies(long calls) {
    return mirrors.stream().mapToLong(mirror -> mirror.copies(calls).high()).sum();
  }

  @Override
  public ModelName model() {
    return others.model().after("mirrors");
  }

  @Override
  public String sentence(PodLabels pods) {
    return others.sentence(pods)
        + mirrors.stream()
            .map(to -> "; and a copy of " + to.part() + " goes to " + to.destination())
            .collect(Collectors.joining());
  }
}
