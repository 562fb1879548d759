package dev.meshlab.lab.fleet;

import java.util.HashMap;
import java.util.Map;

/**
 * The notes that a pod has made of calls, beside their number.
 *
 * @param callers calls by the URI of their caller's certificate; those that came without one are
 *     not in it
 * @param creations how often something was created, by a hash of its id
 */
public record PodNotes(Map<String, Long> callers, Map<Long, Long> creations) {

  public static final PodNotes NONE = new PodNotes(Map.of(), Map.of());

  public PodNotes {
    callers = Map.copyOf(callers);
    creations = Map.copyOf(creations);
  }

  /** Both of these together. */
  public PodNotes plus(PodNotes others) {
    return new PodNotes(sum(callers, others.callers, 1), sum(creations, others.creations, 1));
  }

  /** The notes made since an earlier reading. */
  public PodNotes since(PodNotes before) {
    return new PodNotes(sum(callers, before.callers, -1), sum(creations, before.creations, -1));
  }

  /** The pod forgets ids that are old, so that there may be fewer than before. */
  private static <K> Map<K, Long> sum(Map<K, Long> counts, Map<K, Long> others, long sign) {
    Map<K, Long> sum = new HashMap<>(counts);
    others.forEach((key, count) -> sum.merge(key, sign * count, Long::sum));
    sum.values().removeIf(count -> count <= 0);
    return sum;
  }
}
