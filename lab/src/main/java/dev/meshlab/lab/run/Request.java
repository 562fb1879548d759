package dev.meshlab.lab.run;

import dev.meshlab.client.load.Keys;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.MetadataEntry;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.TargetPredictor;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Faulted;
import dev.meshlab.lab.prediction.Limited;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.TimeLimit;
import dev.meshlab.lab.report.RequestLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Calls of one shape, which may differ in a key, to one target.
 *
 * @param route the route that they are made to take, by its name; empty when they are not made for
 *     one
 * @param load how many of them, and how; with the method and the metadata of each
 */
public record Request(Target target, String route, Load load) {

  private static final long LEAST_CALLS = 60;
  private static final long MOST_CALLS = 600;

  /** Slow calls would take long one after the other. */
  private static final int AT_ONCE = 64;

  /** The calls that a load describes. */
  static Request of(Target target, Load load) {
    return new Request(target, "", load);
  }

  /**
   * The same in another shape, which has these calls' metadata already.
   *
   * @param taken the route that they take
   * @throws dev.meshlab.client.load.InvalidLoadException if no gRPC client can make such calls
   */
  Request taking(String taken, CallShape call) {
    List<MetadataEntry> metadata =
        call.metadata().stream()
            .filter(entry -> !entry.getKey().equals(call.keyed()))
            .map(entry -> new MetadataEntry(entry.getKey(), entry.getValue()))
            .toList();
    Load shaped = load.toBuilder().method(method(call.path())).metadata(metadata).build();
    return new Request(target.calledBy(call.authority()), taken, shaped);
  }

  /** The same with another method. */
  Request at(String path) {
    return new Request(target, route, load.toBuilder().method(method(path)).build());
  }

  /** The same with as many calls as a load has. */
  Request endingAs(Load limited) {
    return new Request(target, route, load.toBuilder().calls(limited.calls()).build());
  }

  /** As many calls, when nothing happens any more: they need no pace, and no time to be in. */
  public Request atRest() {
    long calls = Math.round(load.rate() * load.duration().toNanos() / 1e9);
    return new Request(
        target,
        route,
        load.toBuilder()
            .duration(Duration.ZERO)
            .rate(0)
            .concurrency(Math.max(AT_ONCE, load.concurrency()))
            .calls(Math.max(LEAST_CALLS, Math.min(calls, MOST_CALLS)))
            .build());
  }

  /** The method as a load names it, which has no name for the lab's own. */
  private String method(String path) {
    return path.equals("/" + load.fullMethodName()) ? load.method() : path;
  }

  /** The parts of these calls that a route can see. */
  public CallShape shape() {
    return shape(0);
  }

  /** The same of the calls with one of their keys. */
  private CallShape shape(int key) {
    List<Map.Entry<String, String>> metadata =
        load.metadata().stream().map(entry -> Map.entry(entry.key(), entry.value())).toList();
    CallShape alike =
        new CallShape(target.authority(), target.port(), "/" + load.fullMethodName(), metadata);
    return load.keys().any() ? alike.keyedBy(load.keys().name(), load.keys().value(key)) : alike;
  }

  /**
   * The reason why these calls have no common prediction: routes may treat calls with different
   * keys differently.
   */
  Optional<String> unpredictable(TargetPredictor plane) {
    if (!load.keys().any()) {
      return Optional.empty();
    }
    Prediction first = predicted(plane, 0);
    return IntStream.range(1, load.keys().number())
        .filter(key -> !predicted(plane, key).equals(first))
        .mapToObj(key -> differently(load.keys().entry(key)))
        .findFirst();
  }

  private String differently(MetadataEntry other) {
    return "routes tell calls with %s from those with %s".formatted(other, load.keys().entry(0));
  }

  private Prediction predicted(TargetPredictor plane, int key) {
    return plane.predict(target, shape(key));
  }

  /** The prediction of a plane, with the deadline and the faults that these calls ask for. */
  public Prediction predicted(TargetPredictor plane, PodLabels pods) {
    Prediction configured = plane.predict(target, shape());
    Prediction limited =
        load.deadline().isZero() || configured instanceof EveryCallFails
            ? configured
            : new Limited(deadline(plane.passesProxies()), configured);
    return Faulted.of(limited, shape().metadata(), pods);
  }

  private TimeLimit deadline(boolean throughProxies) {
    TimeLimit limit = TimeLimit.ofClient(load.deadline());
    return throughProxies ? limit.throughProxies() : limit;
  }

  /** These calls, one of several kinds on a plane, as progress names them. */
  String subject(String plane, int number, int all) {
    return all == 1
        ? plane
        : "%s: %d of %d, %s".formatted(plane, number, all, line().name(target.toString()));
  }

  /** As reports show it. */
  public RequestLine line() {
    return new RequestLine(
        "",
        route,
        "/" + load.fullMethodName(),
        target.authority(),
        Stream.concat(load.metadata().stream(), Stream.of(load.keys()).filter(Keys::any))
            .map(Object::toString)
            .toList());
  }
}
