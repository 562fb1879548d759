package dev.meshlab.lab.prediction;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The attempts that something between the client and the pods took into its own hands, by its own
 * count.
 *
 * @param retries attempts that it made again
 * @param timeouts attempts that it ended because they took too long
 * @param overflows attempts that its circuit breakers refused
 * @param connections that it has opened to the pods since it started
 * @param logged the calls in its access log, where it writes one
 */
public record Interventions(
    long retries,
    long timeouts,
    long overflows,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long connections,
    @JsonIgnore Logged logged) {

  public static final Interventions NONE = new Interventions(0, 0, 0);

  /** Those of something that opens no connections and writes no log. */
  public Interventions(long retries, long timeouts, long overflows) {
    this(retries, timeouts, overflows, 0, Logged.NONE);
  }

  /** The same with the connections that were opened. */
  public Interventions withConnections(long opened) {
    return new Interventions(retries, timeouts, overflows, opened, logged);
  }

  /** The same with a log. */
  public Interventions with(Logged log) {
    return new Interventions(retries, timeouts, overflows, connections, log);
  }

  /** Attempts that were made again, and none that was ended or refused. */
  public static Interventions ofRetries(long retries) {
    return new Interventions(retries, 0, 0);
  }

  /** The same with more attempts that circuit breakers refused. */
  public Interventions withOverflows(long more) {
    return new Interventions(retries, timeouts, overflows + more, connections, logged);
  }

  /** Those since an earlier count. Connections stay, as calls may go over earlier ones. */
  public Interventions since(Interventions before) {
    return new Interventions(
        retries - before.retries,
        timeouts - before.timeouts,
        overflows - before.overflows,
        connections,
        logged.since(before.logged));
  }
}
