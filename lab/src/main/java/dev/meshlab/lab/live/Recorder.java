package dev.meshlab.lab.live;

import dev.meshlab.client.report.Counts;
import dev.meshlab.client.report.Interval;
import dev.meshlab.lab.live.Timeline.Event;
import dev.meshlab.lab.live.Timeline.Stretch;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * The recorder of a timeline. One thread brings the stretches of the load, another says what
 * happens meanwhile.
 */
public final class Recorder {

  private final CountDownLatch begun = new CountDownLatch(1);
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final SortedMap<String, String> errors = new TreeMap<>();
  private final Map<String, PodLabel> pods = new HashMap<>();
  private final Set<String> struck = new HashSet<>();
  private Duration changed = Duration.ZERO;
  private long start = System.nanoTime();

  /** The next stretch. */
  public void add(Interval interval) {
    synchronized (this) {
      if (stretches.isEmpty()) {
        start = System.nanoTime() - interval.end().toNanos();
      }
      interval.errors().forEach((status, message) -> errors.putIfAbsent(status, message));
      stretches.add(new Stretch(interval.end(), interval.counts()));
    }
    begun.countDown();
  }

  /** No stretch follows. */
  public void end() {
    begun.countDown();
  }

  /** Returns when calls are under way, or over. */
  public void awaitBegin() throws InterruptedException {
    begun.await();
  }

  /** The time since the first call. */
  public synchronized Duration now() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Something happens now. */
  public synchronized void event(String what) {
    events.add(new Event(now(), what));
  }

  /** A change begins to have effect now. */
  public synchronized void change(String what, Set<String> uuids) {
    event(what);
    changed = now();
    struck.addAll(uuids);
  }

  /** The names of pods that calls may reach from now on. */
  public synchronized void name(PodLabels labels) {
    pods.putAll(labels.byUuid());
  }

  /**
   * The pod that has answered most calls so far.
   *
   * @param pods to choose from
   * @param uuid of a pod
   * @return empty if there are none
   */
  public synchronized <T> Optional<T> busiest(List<T> pods, Function<T, String> uuid) {
    Counts sum = Counts.NONE;
    for (Stretch stretch : stretches) {
      sum = sum.plus(stretch.counts());
    }
    Map<String, Long> replies = sum.replies();
    return pods.stream()
        .max(Comparator.comparing(pod -> replies.getOrDefault(uuid.apply(pod), 0L)));
  }

  /**
   * All that was recorded.
   *
   * @param interventions what the client's proxy did with attempts meanwhile
   */
  public synchronized Timeline timeline(Interventions interventions) {
    return new Timeline(
        stretches, changed, struck, events, errors, interventions, new PodLabels(pods));
  }
}
