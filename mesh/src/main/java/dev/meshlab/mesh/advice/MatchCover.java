package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A comparison of the matches of routes: whether one holds for every request for which another
 * holds. What it does not understand it does not call so.
 */
final class MatchCover {

  private static final Set<String> DESCRIPTIVE = Set.of("name", "statPrefix", "ignoreUriCase");
  private static final Set<String> TEXTS = Set.of("uri", "method", "scheme", "authority");
  private static final Set<String> MAPS = Set.of("headers", "queryParams");

  private MatchCover() {}

  /** True if all that the later match takes is taken by the earlier one. */
  static boolean covers(Fields earlier, Fields later) {
    return earlier.bool("ignoreUriCase", false) == later.bool("ignoreUriCase", false)
        && earlier.names().stream()
            .filter(field -> !DESCRIPTIVE.contains(field))
            .allMatch(field -> covers(field, earlier, later));
  }

  private static boolean covers(String field, Fields earlier, Fields later) {
    if (TEXTS.contains(field)) {
      return coversText(earlier.child(field), later.child(field));
    }
    if (MAPS.contains(field)) {
      Fields wide = earlier.below(field);
      Fields narrow = later.below(field);
      return wide.names().stream()
          .allMatch(name -> coversText(wide.child(name), narrow.child(name)));
    }
    return switch (field) {
      case "sourceLabels" -> includes(later.stringMap(field), earlier.stringMap(field));
      case "gateways" -> coversGateways(earlier.strings(field), later.strings(field));
      case "sniHosts", "destinationSubnets" ->
          coversHosts(earlier.strings(field), later.strings(field));
      default -> later.has(field) && earlier.json(field).equals(later.json(field));
    };
  }

  private static boolean includes(Map<String, String> labels, Map<String, String> wanted) {
    return labels.entrySet().containsAll(wanted.entrySet());
  }

  private static boolean coversGateways(List<String> earlier, List<String> later) {
    return earlier.isEmpty() || (!later.isEmpty() && earlier.containsAll(later));
  }

  /** A host with a star holds for the hosts within; nothing holds for all that is not asked. */
  private static boolean coversHosts(List<String> earlier, List<String> later) {
    return !later.isEmpty()
        && later.stream()
            .allMatch(host -> earlier.stream().anyMatch(wide -> Hosts.covers(wide, host)));
  }

  /** A prefix holds for what begins with it; an expression only for itself. */
  private static boolean coversText(Optional<Fields> wide, Optional<Fields> narrow) {
    if (wide.isEmpty() || narrow.isEmpty()) {
      return false;
    }
    String prefix = wide.get().string("prefix", "");
    if (!prefix.isEmpty()) {
      return narrow.get().string("prefix", "").startsWith(prefix)
          || narrow.get().string("exact", "").startsWith(prefix);
    }
    return !wide.get().names().isEmpty()
        && wide.get().names().stream()
            .allMatch(kind -> wide.get().json(kind).equals(narrow.get().json(kind)));
  }
}
