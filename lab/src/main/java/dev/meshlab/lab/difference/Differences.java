package dev.meshlab.lab.difference;

import dev.meshlab.lab.run.CallerName;
import dev.meshlab.lab.run.Prospect;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.progress.HowFar;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The search for what a change of manifests changes. Used once. */
public final class Differences {

  private static final String OUTSIDE = "clients outside the mesh";

  private final Side before;
  private final Side after;
  private final boolean xds;
  private final HowFar howFar;
  private final Map<List<TargetChange>, CallerChange> callers = new LinkedHashMap<>();
  private final XdsChanges sent = new XdsChanges();
  private final List<String> notes = new ArrayList<>();
  private boolean compared;

  /**
   * @param xds whether to look for the difference in what istiod sends, too
   */
  public Differences(Side before, Side after, boolean xds, HowFar howFar) {
    this.before = before;
    this.after = after;
    this.xds = xds;
    this.howFar = howFar;
  }

  /** All differences between the two sides. */
  public ManifestDifference find() {
    note(before);
    note(after);
    names().forEach(this::caller);
    gateways();
    Doors had = before.doors();
    Doors has = after.doors();
    if (xds) {
      sent.add(had.resources(), has.resources());
    }
    howFar.now("looking for advice", 0, 0);
    AdviceChanges old = before.advice();
    AdviceChanges now = after.advice();
    return new ManifestDifference(
        before.name(),
        after.name(),
        compared,
        List.copyOf(callers.values()),
        Doors.changes(had, has),
        now.without(old),
        old.without(now),
        ObjectChanges.between(before.manifests(), after.manifests()),
        sent.all(),
        notes);
  }

  private void note(Side side) {
    String nothing = side.prospects().nothingToCall();
    if (!nothing.isEmpty()) {
      notes.add(
          "no calls are compared, since %s has nothing to call: %s"
              .formatted(side.name(), nothing));
    }
    if (side.prospects().leftOut() > 0) {
      notes.add(
          "%d more kinds of caller of %s are not compared"
              .formatted(side.prospects().leftOut(), side.name()));
    }
  }

  private Set<CallerName> names() {
    Set<CallerName> names = new LinkedHashSet<>(after.prospects().callers());
    names.addAll(before.prospects().callers());
    return names;
  }

  private void caller(CallerName name) {
    howFar.now("calls of " + name, 0, 0);
    Optional<Prospect> was = before.prospects().of(name);
    Optional<Prospect> is = after.prospects().of(name);
    if (was.isPresent() && is.isPresent()) {
      compare(name.toString(), was.get(), is.get());
    }
  }

  private void gateways() {
    Optional<Prospect> was = before.prospects().gateways();
    Optional<Prospect> is = after.prospects().gateways();
    if (was.isPresent() && is.isPresent()) {
      compare(OUTSIDE, was.get(), is.get());
    } else {
      was.or(() -> is)
          .ifPresent(only -> add(OUTSIDE, way(only.plane()), Comparer.only(only, is.isPresent())));
      if (xds) {
        sent.add(sent(was), sent(is));
      }
    }
  }

  private static Map<String, Resources> sent(Optional<Prospect> gateways) {
    return gateways.map(each -> named(OUTSIDE, each.resources())).orElse(Map.of());
  }

  private void compare(String name, Prospect was, Prospect is) {
    compared = true;
    List<TargetChange> changes = new Comparer(was, is).changes();
    String way =
        was.plane() == is.plane()
            ? way(is.plane())
            : way(was.plane()) + " before, " + way(is.plane()) + " after";
    add(name, way, changes);
    if (xds) {
      sent.add(named(name, was.resources()), named(name, is.resources()));
    }
  }

  private static String way(Plane plane) {
    return switch (plane) {
      case PLAIN -> "without a sidecar";
      case ENVOY -> "by its sidecar";
      case PROXYLESS -> "proxyless";
      case GATEWAY -> "by a gateway";
    };
  }

  private void add(String name, String way, List<TargetChange> changes) {
    if (!changes.isEmpty()) {
      callers.merge(
          changes,
          new CallerChange(List.of(name), way, changes),
          (some, one) ->
              new CallerChange(
                  Stream.concat(some.callers().stream(), one.callers().stream()).toList(),
                  some.way().equals(one.way()) ? some.way() : "each by its own way",
                  changes));
    }
  }

  /** The only resources of a caller have no name of their own. */
  private static Map<String, Resources> named(String name, Map<String, Resources> resources) {
    Map<String, Resources> named = new LinkedHashMap<>();
    resources.forEach(
        (receiver, sent) -> named.put(receiver.isEmpty() ? name : "gateway " + receiver, sent));
    return named;
  }
}
