package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.KnownNames;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The labels that some pods have, for labels that none of them has. */
public final class KnownLabels {

  private final boolean empty;
  private final LabelIndex<Map<String, String>> index;
  private final Set<String> keys = new LinkedHashSet<>();
  private final KnownNames keyNames;
  private final Map<String, Set<String>> values = new HashMap<>();
  private final Map<String, KnownNames> valueNames = new HashMap<>();

  public KnownLabels(Stream<Map<String, String>> labels) {
    List<Map<String, String>> distinct = labels.distinct().toList();
    empty = distinct.isEmpty();
    index = new LabelIndex<>(distinct, Function.identity());
    for (Map<String, String> pod : distinct) {
      pod.forEach(
          (key, value) -> values.computeIfAbsent(key, unused -> new LinkedHashSet<>()).add(value));
      keys.addAll(pod.keySet());
    }
    keyNames = new KnownNames(keys);
    values.forEach((key, known) -> valueNames.put(key, new KnownNames(known)));
  }

  /** True if there is no pod. */
  public boolean isEmpty() {
    return empty;
  }

  /** The values of a key. */
  public Set<String> values(String key) {
    return values.getOrDefault(key, Set.of());
  }

  /** True if some pod has all of them. */
  public boolean includes(Map<String, String> labels) {
    return !index.selected(labels).isEmpty();
  }

  /**
   * A mapping of labels with each key and value replaced by the nearest one that pods have.
   *
   * @param taken what is meant by others, and so is not meant here
   */
  public Optional<String> meant(Fields fields, String name, List<Map<String, String>> taken) {
    RewrittenFields labels = RewrittenFields.at(fields.below(name));
    for (Map.Entry<String, String> label : fields.stringMap(name).entrySet()) {
      Optional<String> key = nearest(label.getKey(), keys, keyNames);
      Optional<String> value = key.flatMap(k -> value(k, label.getValue()));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      labels.put(key.orElseThrow(), value.get());
    }
    Map<String, String> all = RewrittenFields.at(fields).put(name, labels).fields().stringMap(name);
    return includes(all) && !taken.contains(all)
        ? Optional.of(Block.of(name, labels))
        : Optional.empty();
  }

  private Optional<String> value(String key, String written) {
    return Optional.ofNullable(valueNames.get(key))
        .flatMap(names -> nearest(written, values(key), names));
  }

  /** Itself, or the only one that there is, or the one that is nearest. */
  private static Optional<String> nearest(String written, Set<String> known, KnownNames names) {
    if (known.contains(written)) {
      return Optional.of(written);
    }
    return known.size() == 1 ? known.stream().findFirst() : names.nearest(written);
  }
}
