package dev.meshlab.lab.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.TreeMap;

/**
 * The attempts that something between the client and the pods took into its own hands, by its own
 * count.
 *
 * @param retries attempts that it made again
 * @param timeouts attempts that it ended because they took too long
 * @param overflows attempts that its circuit breakers refused
 * @param connections that it has opened to the pods since it started
 * @param flags calls by the response flags that its access log gives them, where it writes one
 */
public record Interventions(
    long retries,
    long timeouts,
    long overflows,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long connections,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> flags) {

  public static final Interventions NONE = new Interventions(0, 0, 0);

  public Interventions {
    flags = Map.copyOf(flags);
  }

  /** Those of something that opens no connections and writes no log. */
  public Interventions(long retries, long timeouts, long overflows) {
    this(retries, timeouts, overflows, 0, Map.of());
  }

  /** The same with the connections that were opened. */
  public Interventions withConnections(long opened) {
    return new Interventions(retries, timeouts, overflows, opened, flags);
  }

  /** The same with the flags of a log. */
  public Interventions withFlags(Map<String, Long> logged) {
    return new Interventions(retries, timeouts, overflows, connections, logged);
  }

  /** Attempts that were made again, and none that was ended or refused. */
  public static Interventions ofRetries(long retries) {
    return new Interventions(retries, 0, 0);
  }

  /** The same with more attempts that circuit breakers refused. */
  public Interventions withOverflows(long more) {
    return new Interventions(retries, timeouts, overflows + more, connections, flags);
  }

  /** Those since an earlier count. Connections stay, as calls may go over earlier ones. */
  public Interventions since(Interventions before) {
    Map<String, Long> since = new TreeMap<>(flags);
    before.flags.forEach((flag, count) -> since.merge(flag, -count, Long::sum));
    since.values().removeIf(count -> count == 0);
    return new Interventions(
        retries - before.retries,
        timeouts - before.timeouts,
        overflows - before.overflows,
        connections,
        since);
  }
}
