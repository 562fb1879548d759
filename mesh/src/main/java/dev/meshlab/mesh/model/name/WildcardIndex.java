package dev.meshlab.mesh.model.name;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Values by wildcard hosts, to be found by the names that these cover. Hosts of one length are
 * looked up at once, so that a thousand wildcards cost no search through all of them.
 */
public final class WildcardIndex<T> {

  private record Entry<T>(int order, T value) {}

  private final TreeMap<Integer, Map<String, List<Entry<T>>>> byLength =
      new TreeMap<>(Comparator.reverseOrder());
  private int size;

  public void add(String host, T value) {
    String suffix = host.substring(1);
    byLength
        .computeIfAbsent(suffix.length(), unused -> new HashMap<>())
        .computeIfAbsent(suffix, unused -> new ArrayList<>())
        .add(new Entry<>(size++, value));
  }

  /** The values of all hosts that cover a full name, in the order in which they were added. */
  List<T> covering(String fullName) {
    List<Entry<T>> covering = new ArrayList<>();
    byLength.forEach((length, suffixes) -> covering.addAll(at(fullName, length, suffixes)));
    return covering.stream()
        .sorted(Comparator.comparingInt(Entry::order))
        .map(Entry::value)
        .toList();
  }

  /** The first value of the longest host that covers a full name. */
  public Optional<T> mostSpecific(String fullName) {
    return byLength.entrySet().stream()
        .flatMap(entry -> at(fullName, entry.getKey(), entry.getValue()).stream())
        .map(Entry::value)
        .findFirst();
  }

  private static <T> List<Entry<T>> at(
      String fullName, int length, Map<String, List<Entry<T>>> suffixes) {
    return length > fullName.length()
        ? List.of()
        : suffixes.getOrDefault(fullName.substring(fullName.length() - length), List.of());
  }
}
