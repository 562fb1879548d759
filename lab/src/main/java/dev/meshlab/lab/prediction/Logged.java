package dev.meshlab.lab.prediction;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The calls in the access log of a proxy.
 *
 * @param flags calls by response flag; one may have several
 * @param codes calls by response code
 * @param last the last call with each combination of flags
 */
public record Logged(Map<String, Long> flags, Map<String, Long> codes, Set<LoggedCall> last) {

  /** No log. */
  public static final Logged NONE = new Logged(Map.of(), Map.of(), Set.of());

  public Logged {
    flags = Map.copyOf(flags);
    codes = Map.copyOf(codes);
    last = Set.copyOf(last);
  }

  /** Those since an earlier reading: a last call that was there then is not one of them. */
  Logged since(Logged before) {
    return new Logged(
        since(flags, before.flags),
        since(codes, before.codes),
        last.stream().filter(call -> !before.last.contains(call)).collect(Collectors.toSet()));
  }

  private static Map<String, Long> since(Map<String, Long> now, Map<String, Long> before) {
    Map<String, Long> since = new HashMap<>(now);
    before.forEach((kind, count) -> since.merge(kind, -count, Long::sum));
    since.values().removeIf(count -> count == 0);
    return since;
  }
}
