package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Notes;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.lab.verdict.Witness;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Observations, in a line. */
public final class Sightings {

  private Sightings() {}

  /** The same with what pods and proxies have counted, where something is expected of that. */
  public static String line(Observation seen, List<Expectation> expected) {
    Set<Subject> subjects =
        expected.stream()
            .flatMap(each -> each.subjects().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String counted =
        subjects.stream()
            .filter(each -> each instanceof Subject.Served || each instanceof Subject.Intervened)
            .map(each -> each.text() + " " + each.count(seen))
            .collect(Collectors.joining(", "));
    boolean identified = subjects.stream().anyMatch(Identified.class::isInstance);
    return line(seen)
        + (counted.isEmpty() ? "" : "; " + counted)
        + (identified ? callers(seen) : "");
  }

  private static String callers(Observation seen) {
    Identified any = new Identified(Optional.empty());
    return "; of %d calls that arrived, %d with an identity"
            .formatted(any.of(seen), any.count(seen))
        + Identified.named(seen).entrySet().stream()
            .map(each -> ", %s %d".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining());
  }

  /**
   * The replies of each pod, by name, the ends of the other calls, the flags of the log, the keys,
   * and what was created.
   */
  public static String line(Observation seen) {
    Map<String, Long> named = new TreeMap<>();
    seen.pods().byUuid().keySet().forEach(uuid -> named.put(seen.pods().name(uuid), 0L));
    seen.pods().named(seen.replies()).forEach((pod, count) -> named.merge(pod, count, Long::sum));
    Map<String, Long> flags = new TreeMap<>();
    seen.attempts()
        .interventions()
        .logged()
        .flags()
        .forEach((flag, count) -> flags.put("logged " + flag, count));
    Map<String, Long> connections = connections(seen);
    return Stream.of(named, seen.failuresByStatus(), flags)
            .flatMap(counts -> counts.entrySet().stream())
            .map(
                each ->
                    each.getKey()
                        + " "
                        + each.getValue()
                        + over(connections.getOrDefault(each.getKey(), 0L)))
            .collect(Collectors.joining(", "))
        + opened(seen)
        + keys(seen)
        + creations(seen)
        + witnesses(seen);
  }

  /** The connections of each pod, by its name, where there are several and each has one pod. */
  private static Map<String, Long> connections(Observation seen) {
    boolean pinned = seen.connections().stream().allMatch(each -> each.size() <= 1);
    return seen.connections().size() > 1 && pinned
        ? seen.connections().stream()
            .flatMap(each -> each.keySet().stream())
            .collect(Collectors.groupingBy(seen.pods()::name, Collectors.counting()))
        : Map.of();
  }

  private static String over(long connections) {
    return connections == 0
        ? ""
        : connections == 1 ? " over 1 connection" : " over %d connections".formatted(connections);
  }

  /** The connections of the proxy to the pods, where it has more than one to each. */
  private static String opened(Observation seen) {
    long opened = seen.attempts().interventions().connections();
    return opened > seen.pods().byUuid().size()
        ? "; the proxy opened %d connections".formatted(opened)
        : "";
  }

  /** The counts of all, where metrics pages were read: then it is these that are looked at. */
  private static String witnesses(Observation seen) {
    return seen.attempts().witnesses().stream()
            .anyMatch(each -> each.kind() == Witness.Kind.METRICS)
        ? ". By each that counts: " + Agreement.table(seen)
        : "";
  }

  private static String creations(Observation seen) {
    Notes notes = seen.attempts().notes();
    return notes.created() == 0
        ? ""
        : "; of %d things created, %d more than once"
            .formatted(notes.created(), notes.duplicated());
  }

  private static String keys(Observation seen) {
    long keys = seen.keys().size();
    return keys == 0
        ? ""
        : "; of %d keys %d moved, %d strayed"
            .formatted(
                keys,
                new Moved(Moved.Between.ANY_PODS).count(seen),
                new Moved(Moved.Between.UNCHANGED_PODS).count(seen));
  }
}
