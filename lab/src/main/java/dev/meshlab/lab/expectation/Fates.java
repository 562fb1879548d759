package dev.meshlab.lab.expectation;

import dev.meshlab.lab.prediction.Aborted;
import dev.meshlab.lab.prediction.Bounded;
import dev.meshlab.lab.prediction.DecoratedPrediction;
import dev.meshlab.lab.prediction.Denied;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Faulted;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Rotations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fates of calls, as a prediction has them.
 *
 * @param slices who answers which part of the replies; what a part is does not count where nothing
 *     is certain
 * @param failing the parts of all calls that end otherwise, by gRPC status name
 * @param open the gRPC status names with which calls may end beside, or instead
 * @param certain whether the parts are known
 */
record Fates(List<Slice> slices, Map<String, Double> failing, Set<String> open, boolean certain) {

  Fates {
    slices = List.copyOf(slices);
    failing = Map.copyOf(failing);
    open = Set.copyOf(open);
  }

  /**
   * The fates of a prediction.
   *
   * @param connections over which the calls are made
   * @param atOnce how many calls are under way together
   */
  static Fates of(Prediction prediction, int connections, int atOnce) {
    if (prediction instanceof EveryCallFails fails) {
      return new Fates(List.of(), Map.of(fails.status(), 1.0), Set.of(), true);
    }
    if (prediction instanceof PinnedConnections pinned) {
      Slice.Spread spread =
          pinned.isTogether() ? Slice.Spread.ONE_FOR_ALL : Slice.Spread.ONE_A_CONNECTION;
      return answered(List.of(new Slice(pinned.uuids(), 1, spread)));
    }
    if (prediction instanceof PerCall perCall) {
      return of(perCall, connections);
    }
    DecoratedPrediction decorated = (DecoratedPrediction) prediction;
    Fates others = of(decorated.others(), connections, atOnce);
    if (decorated instanceof Aborted aborted) {
      return others.afterAborts(aborted.status(), aborted.share());
    }
    if (decorated instanceof Denied denied) {
      return others.without(denied);
    }
    if (decorated instanceof Faulted faulted) {
      return others.with(faulted);
    }
    return decorated instanceof Bounded bounded && atOnce > bounded.atOnce()
        ? others.uncertain(Set.of(Bounded.STATUS))
        : others;
  }

  private static Fates answered(List<Slice> slices) {
    return new Fates(slices, Map.of(), Set.of(), true);
  }

  /** Attempts that fail may be made again at another destination, so that parts shift. */
  private static Fates of(PerCall calls, int connections) {
    Map<String, Double> failing = new HashMap<>();
    List<Slice> slices = new ArrayList<>();
    int rotations =
        calls.rotations() instanceof Rotations.OfWorkers of
            ? Math.min(of.workers(), connections)
            : connections;
    double all = calls.groups().stream().filter(g -> !g.isSilent()).mapToDouble(Group::share).sum();
    for (Group group : calls.groups()) {
      group.silence().ifPresent(end -> failing.merge(end.status(), group.share(), Double::sum));
      if (!group.isSilent() && group.share() > 0) {
        slices.add(Slice.of(group.uuids(), group.share() / all, group.balancing(), rotations));
      }
    }
    return new Fates(slices, failing, Set.of(), true);
  }

  private Fates uncertain(Set<String> more) {
    Set<String> all = new HashSet<>(open);
    all.addAll(more);
    all.addAll(failing.keySet());
    return new Fates(slices, Map.of(), all, false);
  }

  private Fates afterAborts(String status, double share) {
    Map<String, Double> scaled = new HashMap<>();
    failing.forEach((name, part) -> scaled.put(name, part * (1 - share)));
    scaled.merge(status, share, Double::sum);
    return new Fates(slices, scaled, open, certain);
  }

  /** The pods that refuse leave the slices, and their part of the calls fails. */
  private Fates without(Denied denied) {
    double answered = answered().least();
    Map<String, Double> more = new HashMap<>(failing);
    List<Slice> left = new ArrayList<>();
    boolean known = certain;
    for (Slice slice : slices) {
      List<String> open =
          slice.uuids().stream().filter(uuid -> !denied.denials().containsKey(uuid)).toList();
      known &= slice.isFixed() || open.size() == slice.uuids().size() || open.isEmpty();
      double ofEach = slice.share() / slice.uuids().size();
      if (!open.isEmpty()) {
        left.add(slice.with(open, ofEach * open.size()));
      }
      denied
          .denials()
          .forEach(
              (uuid, denial) -> {
                if (slice.uuids().contains(uuid)) {
                  more.merge(denial.status(), ofEach * answered, Double::sum);
                }
              });
    }
    double all = left.stream().mapToDouble(Slice::share).sum();
    List<Slice> whole =
        left.stream().map(slice -> slice.with(slice.uuids(), slice.share() / all)).toList();
    Fates fates = new Fates(whole, more, open, certain);
    return known ? fates : fates.uncertain(denied.statuses());
  }

  /** Faults that calls ask for shift parts, unless every pod is asked the same. */
  private Fates with(Faulted faulted) {
    Set<String> never = faulted.neverOk();
    Set<String> statuses = new HashSet<>();
    faulted.ends().values().forEach(statuses::addAll);
    statuses.remove("OK");
    Set<String> all = new HashSet<>();
    slices.forEach(slice -> all.addAll(slice.uuids()));
    if (never.containsAll(all) && statuses.size() == 1 && failing.isEmpty() && certain) {
      return new Fates(List.of(), Map.of(statuses.iterator().next(), 1.0), Set.of(), true);
    }
    List<Slice> left = new ArrayList<>();
    for (Slice slice : slices) {
      List<String> open = slice.uuids().stream().filter(uuid -> !never.contains(uuid)).toList();
      if (!open.isEmpty()) {
        left.add(slice.with(open, slice.share()));
      }
    }
    return new Fates(left, failing, open, certain).uncertain(statuses);
  }

  /** The part of all calls that is answered OK. */
  Portion answered() {
    if (slices.isEmpty()) {
      return Portion.NONE;
    }
    return certain
        ? Portion.exactly(1 - failing.values().stream().mapToDouble(Double::doubleValue).sum())
        : open.isEmpty() ? Portion.ALL : Portion.ANY;
  }

  /** The part of all calls that ends with a gRPC status other than OK. */
  Portion ending(String status) {
    if (open.contains(status)) {
      return Portion.ANY;
    }
    return Portion.exactly(failing.getOrDefault(status, 0.0));
  }
}
