package dev.meshlab.lab.prediction;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A directory of pods by UUID, so that sentences can name them as people do.
 *
 * @param byUuid the pods; one that is missing is named by its UUID
 */
public record PodLabels(Map<String, PodLabel> byUuid) {

  /** A directory without an entry. */
  public static final PodLabels NONE = new PodLabels(Map.of());

  public PodLabels {
    byUuid = Map.copyOf(byUuid);
  }

  /** The directory of some of the pods alone. */
  public PodLabels only(Set<String> uuids) {
    Map<String, PodLabel> some = new HashMap<>();
    for (String uuid : uuids) {
      PodLabel label = byUuid.get(uuid);
      if (label != null) {
        some.put(uuid, label);
      }
    }
    return new PodLabels(some);
  }

  /** The same directory with other labels. */
  public PodLabels with(UnaryOperator<PodLabel> relabelled) {
    Map<String, PodLabel> others = new HashMap<>();
    byUuid.forEach((uuid, label) -> others.put(uuid, relabelled.apply(label)));
    return new PodLabels(others);
  }

  /** The name of one pod. */
  public String name(String uuid) {
    return label(uuid).name();
  }

  /** The same counts by the names of the pods, in the order of the names. */
  public Map<String, Long> named(Map<String, Long> counts) {
    Map<String, Long> named = new TreeMap<>();
    counts.forEach((uuid, count) -> named.merge(name(uuid), count, Long::sum));
    return named;
  }

  /** The distinct versions of some pods, sorted; empty unless every pod has one. */
  List<String> versions(Collection<String> uuids) {
    return distinct(uuids, PodLabel::version);
  }

  /** The distinct zones of some pods, sorted; empty unless every pod has one. */
  List<String> zones(Collection<String> uuids) {
    return distinct(uuids, PodLabel::zone);
  }

  private List<String> distinct(Collection<String> uuids, Function<PodLabel, String> part) {
    List<String> parts = uuids.stream().map(this::label).map(part).distinct().sorted().toList();
    return parts.contains("") ? List.of() : parts;
  }

  private PodLabel label(String uuid) {
    return Objects.requireNonNullElseGet(byUuid.get(uuid), () -> PodLabel.named(uuid));
  }
}
