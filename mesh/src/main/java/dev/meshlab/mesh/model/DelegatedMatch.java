package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The conditions of a delegated route within those of its root: each must narrow one of the root's
 * (istio/istio, model/virtualservice.go mergeHTTPMatchRequest and hasConflict).
 */
public final class DelegatedMatch {

  private static final List<String> STRINGS = List.of("uri", "scheme", "method", "authority");
  private static final List<String> MAPS = List.of("headers", "withoutHeaders", "queryParams");

  private DelegatedMatch() {}

  /** One merged match for each of the root's that it narrows. */
  static List<Fields> merge(List<Fields> roots, Fields narrow) {
    return roots.stream()
        .filter(root -> !conflict(root.unnoted(), narrow.unnoted()))
        .map(root -> merge(root, narrow))
        .toList();
  }

  /** Gives what is merged the names of both, joined by a hyphen. */
  static void name(RewrittenFields merged, Fields root, Fields narrow) {
    String outer = root.string("name", "");
    String inner = narrow.string("name", "");
    if (!outer.isEmpty() && !inner.isEmpty()) {
      merged.put("name", outer + "-" + inner);
    } else {
      merged.carryIfAbsent("name", root);
    }
  }

  private static Fields merge(Fields root, Fields narrow) {
    RewrittenFields merged = RewrittenFields.copyOf(narrow);
    name(merged, root, narrow);
    STRINGS.forEach(field -> merged.carryIfAbsent(field, root));
    MAPS.forEach(field -> union(merged, field, root, narrow));
    union(merged, "sourceLabels", root, narrow);
    for (String field : List.of("port", "sourceNamespace", "gateways", "statPrefix")) {
      merged.carryIfAbsent(field, root);
    }
    return merged.fields();
  }

  private static void union(RewrittenFields merged, String field, Fields root, Fields narrow) {
    if (root.has(field) && narrow.has(field)) {
      RewrittenFields both = RewrittenFields.copyOf(root.below(field));
      Fields inner = narrow.below(field);
      inner.names().forEach(name -> both.carry(name, inner, name));
      merged.put(field, both);
    } else {
      merged.carryIfAbsent(field, root);
    }
  }

  private static boolean conflict(Fields root, Fields narrow) {
    return !conflicts(root, narrow).isEmpty();
  }

  /** The properties of a delegate's match that put it outside a root's match. */
  public static List<String> conflicts(Fields root, Fields narrow) {
    Stream<String> strings = STRINGS.stream().filter(f -> conflict(root.child(f), narrow.child(f)));
    Stream<String> maps = MAPS.stream().filter(f -> anyConflict(root.below(f), narrow.below(f)));
    return Stream.of(strings, maps, others(root, narrow)).flatMap(fields -> fields).toList();
  }

  private static Stream<String> others(Fields root, Fields narrow) {
    Map<String, Boolean> conflicts = new LinkedHashMap<>();
    conflicts.put(
        "ignoreUriCase", root.bool("ignoreUriCase", false) != narrow.bool("ignoreUriCase", false));
    conflicts.put("port", differ(root.integer("port", 0), narrow.integer("port", 0)));
    conflicts.put(
        "sourceNamespace", namespacesConflict(root.string("sourceNamespace", ""), narrow));
    conflicts.put(
        "sourceLabels", labelsConflict(root.below("sourceLabels"), narrow.below("sourceLabels")));
    conflicts.put(
        "gateways", gatewaysConflict(root.strings("gateways"), narrow.strings("gateways")));
    return conflicts.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey);
  }

  private static boolean anyConflict(Fields root, Fields narrow) {
    return narrow.names().stream().anyMatch(n -> conflict(root.child(n), narrow.child(n)));
  }

  private static boolean differ(int root, int narrow) {
    return root > 0 && narrow > 0 && root != narrow;
  }

  private static boolean namespacesConflict(String root, Fields narrow) {
    return !root.isEmpty() && !root.equals(narrow.string("sourceNamespace", ""));
  }

  private static boolean labelsConflict(Fields root, Fields narrow) {
    return narrow.names().stream()
        .anyMatch(n -> root.has(n) && !root.string(n).equals(narrow.string(n)));
  }

  private static boolean gatewaysConflict(List<String> root, List<String> narrow) {
    return !root.isEmpty()
        && !narrow.isEmpty()
        && (root.size() < narrow.size() || !Set.copyOf(root).containsAll(narrow));
  }

  /** True if a condition is not a part of the root's condition for the same property. */
  private static boolean conflict(Optional<Fields> outer, Optional<Fields> inner) {
    if (outer.isEmpty() || inner.isEmpty()) {
      return false;
    }
    Fields root = outer.get();
    Fields narrow = inner.get();
    String exact = narrow.string("exact", "");
    String prefix = narrow.string("prefix", "");
    if (!root.string("regex", "").isEmpty() || !narrow.string("regex", "").isEmpty()) {
      return true; // it cannot be decided whether one expression is a part of another
    }
    String rootExact = root.string("exact", "");
    if (!rootExact.isEmpty()) {
      return !prefix.isEmpty() || !exact.equals(rootExact);
    }
    String rootPrefix = root.string("prefix", "");
    boolean within =
        !prefix.isEmpty() ? prefix.startsWith(rootPrefix) : exact.startsWith(rootPrefix);
    return rootPrefix.isEmpty() || (prefix.isEmpty() && exact.isEmpty()) || !within;
  }
}
