package dev.meshlab.mesh.model.name;

import dev.meshlab.mesh.manifest.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Things with labels, of which a selector looks through those with its rarest label only. */
public final class LabelIndex<T> {

  private final List<T> all;
  private final Function<T, Map<String, String>> labels;
  private final Map<Map.Entry<String, String>, List<T>> byLabel = new HashMap<>();

  public LabelIndex(Collection<T> things, Function<T, Map<String, String>> labels) {
    this.all = List.copyOf(things);
    this.labels = labels;
    for (T thing : all) {
      labels
          .apply(thing)
          .forEach(
              (key, value) ->
                  byLabel
                      .computeIfAbsent(Map.entry(key, value), unused -> new ArrayList<>())
                      .add(thing));
    }
  }

  /** Those with every label that a selector asks for, in their order. */
  public List<T> selected(Map<String, String> selector) {
    return selector.entrySet().stream()
        .map(label -> byLabel.getOrDefault(label, List.of()))
        .min(Comparator.comparingInt(List::size))
        .orElse(all)
        .stream()
        .filter(thing -> Labels.satisfy(selector, labels.apply(thing)))
        .toList();
  }
}
