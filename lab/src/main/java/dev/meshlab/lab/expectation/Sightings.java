package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Observation;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Observations, in a line. */
public final class Sightings {

  private Sightings() {}

  /**
   * The replies of each pod, by name, the ends of the other calls, the flags of the log, and the
   * keys.
   */
  public static String line(Observation seen) {
    Map<String, Long> named = new TreeMap<>();
    seen.pods().byUuid().keySet().forEach(uuid -> named.put(seen.pods().name(uuid), 0L));
    seen.pods().named(seen.replies()).forEach((pod, count) -> named.merge(pod, count, Long::sum));
    String replies =
        named.entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    String failures =
        seen.failuresByStatus().entrySet().stream()
            .map(each -> ", " + each.getKey() + " " + each.getValue())
            .collect(Collectors.joining());
    String flags =
        new TreeMap<>(seen.attempts().interventions().flags())
            .entrySet().stream()
                .map(each -> ", logged " + each.getKey() + " " + each.getValue())
                .collect(Collectors.joining());
    return replies + failures + flags + keys(seen);
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
