package dev.meshlab.lab.difference;

import dev.meshlab.lab.difference.CallChange.Turn;
import dev.meshlab.lab.difference.TargetChange.Kind;
import dev.meshlab.lab.run.Outcome;
import dev.meshlab.lab.run.Prospect;
import dev.meshlab.lab.run.Request;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The comparison of what one caller meets on two sides. */
final class Comparer {

  private final Prospect before;
  private final Prospect after;

  Comparer(Prospect before, Prospect after) {
    this.before = before;
    this.after = after;
  }

  List<TargetChange> changes() {
    Map<String, Map<Object, Request>> byTarget = new LinkedHashMap<>();
    Stream.concat(before.requests().stream(), after.requests().stream())
        .forEach(
            request ->
                byTarget
                    .computeIfAbsent(request.target().toString(), unused -> new LinkedHashMap<>())
                    .putIfAbsent(request.shape(), request));
    List<TargetChange> changes = new ArrayList<>();
    byTarget.forEach(
        (target, requests) -> {
          List<Request> all = List.copyOf(requests.values());
          of(Answerers.brief(target), all).ifPresent(changes::add);
        });
    return changes;
  }

  /** The changes where one side has all of the targets. */
  static List<TargetChange> only(Prospect side, boolean isNew) {
    Map<String, List<Request>> byTarget = new LinkedHashMap<>();
    side.requests()
        .forEach(
            request ->
                byTarget
                    .computeIfAbsent(request.target().toString(), unused -> new ArrayList<>())
                    .add(request));
    List<TargetChange> changes = new ArrayList<>();
    byTarget.forEach(
        (target, requests) -> changes.add(only(side, Answerers.brief(target), requests, isNew)));
    return changes;
  }

  private static TargetChange only(
      Prospect side, String target, List<Request> requests, boolean isNew) {
    return new TargetChange(
        target,
        isNew ? Kind.NEW : Kind.GONE,
        requests.stream().map(each -> alone(side, each, requests, isNew)).toList());
  }

  private Optional<TargetChange> of(String target, List<Request> requests) {
    boolean was = before.knows(requests.get(0).target());
    boolean is = after.knows(requests.get(0).target());
    if (was != is) {
      return Optional.of(only(was ? before : after, target, requests, is));
    }
    Map<Request, CallChange> changed = new LinkedHashMap<>();
    requests.forEach(
        each -> {
          CallChange change = both(each, requests);
          if (!change.changes().isEmpty()) {
            changed.put(each, change);
          }
        });
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TargetChange(
                target, Kind.CHANGED, together(List.copyOf(changed.values()), requests.size())));
  }

  /** The same changes, those that all calls have in common said once. */
  private static List<CallChange> together(List<CallChange> calls, int all) {
    if (calls.size() < all || all == 1) {
      return calls;
    }
    List<Change> common =
        calls.get(0).changes().stream()
            .filter(change -> calls.stream().allMatch(each -> each.changes().contains(change)))
            .toList();
    if (common.isEmpty()) {
      return calls;
    }
    List<CallChange> together = new ArrayList<>();
    boolean alike = calls.stream().map(CallChange::turn).distinct().count() == 1;
    together.add(new CallChange("", alike ? calls.get(0).turn() : Turn.NONE, common));
    for (CallChange each : calls) {
      List<Change> own = each.changes().stream().filter(c -> !common.contains(c)).toList();
      if (!own.isEmpty()) {
        together.add(new CallChange(each.calls(), each.turn(), own));
      }
    }
    return together;
  }

  private static CallChange alone(
      Prospect side, Request request, List<Request> all, boolean isNew) {
    Outcome outcome = side.outcome(request);
    Said said = new Said(Answerers.of(outcome).words(outcome), place(outcome));
    Said none = Said.of("no such target");
    return new CallChange(
        CallWords.of(request, all),
        isNew && Failing.of(outcome) != Failing.NONE ? Turn.FAILS : Turn.NONE,
        List.of(new Change(Change.ANSWER, isNew ? none : said, isNew ? said : none)));
  }

  private CallChange both(Request request, List<Request> all) {
    Outcome was = before.outcome(request);
    Outcome is = after.outcome(request);
    HostPolicies here = new HostPolicies(before.mesh(), before.proxyOf(request.target()));
    HostPolicies there = new HostPolicies(after.mesh(), after.proxyOf(request.target()));
    Answerers answerers = Answerers.of(was, is);
    List<Change> changes = new ArrayList<>();
    if (!answerers.words(was).equals(answerers.words(is))) {
      boolean sameRule = rule(was).equals(rule(is));
      changes.add(
          new Change(
              Change.ANSWER,
              new Said(
                  answerers.words(was), subset(sameRule, here, was, there).or(() -> place(was))),
              new Said(
                  answerers.words(is), subset(sameRule, there, is, here).or(() -> place(is)))));
    }
    changes.addAll(RoutePolicies.changes(was, is));
    changes.addAll(HostPolicies.changes(here, was, there, is));
    if (was.doubt().isEmpty() != is.doubt().isEmpty()) {
      changes.add(new Change("known for certain", doubt(was), doubt(is)));
    }
    return new CallChange(CallWords.of(request, all), turn(was, is), changes);
  }

  private static Optional<String> rule(Outcome outcome) {
    return outcome.rule().map(FieldWords::of);
  }

  /** The subset that decides where the same rule leads elsewhere. */
  private static Optional<Position> subset(
      boolean sameRule, HostPolicies own, Outcome outcome, HostPolicies other) {
    return sameRule ? own.differingSubset(outcome, other) : Optional.empty();
  }

  private static Said doubt(Outcome outcome) {
    return Said.of(outcome.doubt().isEmpty() ? "yes" : "no: " + outcome.doubt());
  }

  private static Turn turn(Outcome was, Outcome is) {
    Failing before = Failing.of(was);
    Failing after = Failing.of(is);
    if (after.compareTo(before) > 0) {
      return Turn.FAILS;
    }
    return after == Failing.NONE && before != Failing.NONE ? Turn.RECOVERS : Turn.NONE;
  }

  /** The extent to which calls fail, in the order of what is worse. */
  private enum Failing {
    NONE,
    SOME,
    ALL;

    static Failing of(Outcome outcome) {
      return outcome.prediction().servers().isEmpty()
          ? ALL
          : outcome.prediction().failing().isPresent() ? SOME : NONE;
    }
  }

  private static Optional<Position> place(Outcome outcome) {
    return outcome.rule().map(Fields::position);
  }
}
