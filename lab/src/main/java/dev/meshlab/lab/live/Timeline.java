package dev.meshlab.lab.live;

import dev.meshlab.client.report.Counts;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.verdict.Attempts;
import dev.meshlab.lab.verdict.Observation;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The calls of a client while something changed, in short stretches.
 *
 * @param stretches in their order; each begins where the one before ends
 * @param changed when the last change began to have effect, after the first call
 * @param struck the pods that the changes were about, by UUID
 * @param events what happened besides, in their order
 * @param errors the first message of each status that calls ended with, by its name
 * @param interventions what the client's proxy did with attempts, of all calls together
 * @param pods the names of all pods that there were meanwhile
 */
public record Timeline(
    List<Stretch> stretches,
    Duration changed,
    Set<String> struck,
    List<Event> events,
    SortedMap<String, String> errors,
    Interventions interventions,
    PodLabels pods) {

  /** The length of a stretch: times between are not told apart. */
  public static final Duration STRETCH = Duration.ofMillis(50);

  /**
   * The calls that ended in a short time.
   *
   * @param end after the first call
   */
  public record Stretch(Duration end, Counts counts) {}

  /**
   * Something that happened.
   *
   * @param at after the first call
   * @param what it was, in a few words
   */
  public record Event(Duration at, String what) {}

  public Timeline {
    stretches = List.copyOf(stretches);
    struck = Set.copyOf(struck);
    events = List.copyOf(events);
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
  }

  /** The same with other names of the pods. */
  public Timeline of(PodLabels named) {
    return new Timeline(stretches, changed, struck, events, errors, interventions, named);
  }

  /** All calls. */
  public Observation all() {
    return of(stretches, new Attempts(Map.of(), Map.of(), interventions));
  }

  /** The calls that ended in the stretches from one on. */
  public Observation from(int stretch) {
    return between(stretch, stretches.size());
  }

  /** The calls that ended in the stretches from one on, and before another one. */
  public Observation between(int stretch, int end) {
    return of(stretches.subList(stretch, end), Attempts.ONE_EACH);
  }

  /** The calls that ended in one stretch. */
  public Observation only(int stretch) {
    return of(List.of(stretches.get(stretch)), Attempts.ONE_EACH);
  }

  private Observation of(List<Stretch> some, Attempts attempts) {
    Counts sum = Counts.NONE;
    for (Stretch each : some) {
      sum = sum.plus(each.counts());
    }
    return new Observation(
        sum.replies(),
        List.of(),
        Map.copyOf(sum.failures()),
        attempts,
        pods,
        Map.copyOf(sum.keys()),
        sum.splitStreams(),
        struck,
        errors);
  }

  /** The number of the first stretch that has nothing of before the last change. */
  public int firstAfterChange() {
    int first = 0;
    while (first < stretches.size() && beginning(first).compareTo(changed) < 0) {
      first++;
    }
    return first;
  }

  /** The beginning of a stretch, after the first call. */
  public Duration beginning(int stretch) {
    return stretch == 0 ? Duration.ZERO : stretches.get(stretch - 1).end();
  }
}
