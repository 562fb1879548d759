package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Observation;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Calls that arrived at pods with an identity of their caller, by which the pods' own proxies let
 * it in. Those that were made again count, too.
 *
 * @param identity as AuthorizationPolicies write it; empty for any
 */
record Identified(Optional<String> identity) implements Subject {

  static final String TEXT = "identified";
  static final String LABEL = "identity=";

  private static final String SCHEME = "spiffe://";

  @Override
  public String text() {
    return identity.map(name -> LABEL + name).orElse(TEXT);
  }

  @Override
  public String sentence() {
    return identity
        .map(name -> "calls arrived with the identity " + name)
        .orElse("calls arrived with an identity");
  }

  @Override
  public boolean isOfLedgers() {
    return true;
  }

  @Override
  public long count(Observation seen) {
    Map<String, Long> named = named(seen);
    return identity
        .map(name -> named.getOrDefault(name, 0L))
        .orElseGet(() -> sum(named.values().stream()));
  }

  @Override
  public long of(Observation seen) {
    return sum(seen.attempts().byPod().values().stream());
  }

  private static long sum(Stream<Long> counts) {
    return counts.mapToLong(Long::longValue).sum();
  }

  /** The calls of each identity, as people write it. */
  static Map<String, Long> named(Observation seen) {
    Map<String, Long> named = new TreeMap<>();
    seen.attempts()
        .notes()
        .callers()
        .forEach(
            (uri, calls) ->
                named.merge(
                    uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri,
                    calls,
                    Long::sum));
    return named;
  }
}
