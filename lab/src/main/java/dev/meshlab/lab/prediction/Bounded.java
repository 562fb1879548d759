package dev.meshlab.lab.prediction;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A prediction for calls of which a circuit breaker lets some through at once, and refuses the
 * others.
 *
 * @param atOnce how many calls may be under way
 * @param place the circuit breaker's place, which says whose calls it counts together
 * @param others the prediction for the calls that are let through
 */
public record Bounded(long atOnce, Place place, Prediction others) implements DecoratedPrediction {

  /** The proxy whose circuit breaker it is. */
  public enum Place {
    /** The client's proxy counts its calls to all pods together. */
    CLIENT("to all pods together fails with %s (circuit breaker)"),
    /** The same, where calls go to several destinations, each with a count of its own. */
    DESTINATION("to the pods of one destination fails with %s (circuit breaker)"),
    /** The proxy before each pod counts the calls to this pod. */
    POD("to its pod fails with %s (circuit breaker)"),
    /** The client's proxy counts those that wait, of which there are the fewer the faster it is. */
    QUEUE("may fail with %s (circuit breaker, for calls that wait for a connection)");

    private final String end;

    Place(String end) {
      this.end = end;
    }
  }

  /** The status of a refused call: a reply of HTTP 503, which means this to gRPC. */
  public static final String STATUS = "UNAVAILABLE";

  /** The prediction with this bound, if there is one. */
  public static Prediction of(OptionalLong atOnce, Place place, Prediction others) {
    return atOnce.isPresent() && !(others instanceof EveryCallFails)
        ? new Bounded(atOnce.getAsLong(), place, others)
        : others;
  }

  @Override
  public Prediction with(Prediction others) {
    return new Bounded(atOnce, place, others);
  }

  @Override
  public ModelName model() {
    return others.model();
  }

  /** The configuration asks for the refusals. */
  @Override
  public Set<String> asked() {
    Set<String> asked = new HashSet<>(others.asked());
    asked.add(STATUS);
    return asked;
  }

  @Override
  public String sentence(PodLabels pods) {
    return "%s; a call beyond %d under way %s"
        .formatted(others.sentence(pods), atOnce, place.end.formatted(STATUS));
  }
}
