package dev.meshlab.lab.difference;

import com.google.protobuf.Message;
import dev.meshlab.mesh.comparison.Comparison;
import dev.meshlab.mesh.comparison.Difference;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The differences in what is sent to some receivers; the same ones are kept together. */
final class XdsChanges {

  private final Map<Key, List<String>> receivers = new LinkedHashMap<>();

  /** A difference, whoever is sent it. */
  private record Key(String type, String resource, List<Difference> differences) {}

  /** Compares what each receiver is sent on the two sides. */
  void add(Map<String, Resources> before, Map<String, Resources> after) {
    Set<String> all = new LinkedHashSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String receiver : all) {
      Resources was = before.getOrDefault(receiver, Resources.NONE);
      Resources is = after.getOrDefault(receiver, Resources.NONE);
      add(receiver, "listener", json(was.listeners()), json(is.listeners()));
      add(receiver, "route", json(was.routes()), json(is.routes()));
      add(receiver, "cluster", json(was.clusters()), json(is.clusters()));
      add(receiver, "endpoint", json(was.endpoints()), json(is.endpoints()));
    }
  }

  private static String json(List<? extends Message> resources) {
    return CanonicalJson.array(resources);
  }

  private void add(String receiver, String type, String was, String is) {
    if (!was.equals(is)) {
      Comparison.of(was, is).differences().stream()
          .collect(
              Collectors.groupingBy(Difference::resource, LinkedHashMap::new, Collectors.toList()))
          .forEach(
              (resource, differences) ->
                  receivers
                      .computeIfAbsent(
                          new Key(type, resource, differences), unused -> new ArrayList<>())
                      .add(receiver));
    }
  }

  List<XdsChange> all() {
    return receivers.entrySet().stream()
        .map(
            each ->
                new XdsChange(
                    each.getValue(),
                    each.getKey().type(),
                    each.getKey().resource(),
                    each.getKey().differences()))
        .toList();
  }
}
