package dev.meshlab.lab.prediction;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A prediction that the proxies before some pods do not let the calls through. The pods are picked
 * like the others; their calls fail.
 *
 * @param denials by the UUID of the pod
 * @param others the prediction of where the calls go
 */
public record Denied(Map<String, Denial> denials, Prediction others)
    implements DecoratedPrediction {

  public Denied {
    denials = Map.copyOf(denials);
  }

  /** The prediction with these denials; those of pods that get no calls do not matter. */
  public static Prediction of(Map<String, Denial> denials, Prediction others) {
    Map<String, Denial> met =
        others.servers().stream()
            .filter(denials::containsKey)
            .collect(Collectors.toMap(uuid -> uuid, denials::get));
    Set<Denial> kinds = new HashSet<>(met.values());
    if (met.isEmpty()) {
      return others;
    }
    if (kinds.size() == 1 && met.keySet().equals(others.servers())) {
      Denial denial = kinds.iterator().next();
      return new EveryCallFails(denial.status(), denial.reason(), denial.isAsked());
    }
    return new Denied(met, others);
  }

  /** The gRPC status names with which calls fail. */
  public Set<String> statuses() {
    return denials.values().stream().map(Denial::status).collect(Collectors.toSet());
  }

  /** The part of the calls that fails, where the model fixes it. */
  public Optional<Double> share() {
    return others
        .shares()
        .map(
            shares ->
                denials.keySet().stream().mapToDouble(u -> shares.getOrDefault(u, 0.0)).sum());
  }

  @Override
  public Prediction with(Prediction others) {
    return of(denials, others);
  }

  @Override
  public Set<String> asked() {
    Set<String> asked = new HashSet<>(others.asked());
    denials.values().stream().filter(Denial::isAsked).map(Denial::status).forEach(asked::add);
    return asked;
  }

  @Override
  public Optional<String> failing() {
    Optional<String> denied =
        denials.values().stream()
            .filter(denial -> !denial.isAsked())
            .map(Denial::reason)
            .distinct()
            .sorted()
            .reduce((a, b) -> a + "; " + b)
            .map(reasons -> "calls to some pods fail: " + reasons);
    return denied.or(others::failing);
  }

  /** A pod whose calls fail cannot be waited for. */
  @Override
  public int serversOfOneConnection() {
    return Math.max(0, others.serversOfOneConnection() - denials.size());
  }

  @Override
  public ModelName model() {
    return others.model().after("denials");
  }

  @Override
  public String sentence(PodLabels pods) {
    Set<String> names = new TreeSet<>();
    denials.keySet().forEach(uuid -> names.add(pods.name(uuid)));
    Set<String> reasons = new TreeSet<>();
    denials.values().forEach(denial -> reasons.add(denial.status() + ": " + denial.reason()));
    return "%s; calls to %s fail with %s"
        .formatted(others.sentence(pods), String.join(", ", names), String.join(" or ", reasons));
  }
}
