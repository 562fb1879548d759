package dev.meshlab.lab.prediction;

/**
 * The attempts that something between the client and the pods took into its own hands, by its own
 * count.
 *
 * @param retries attempts that it made again
 * @param timeouts attempts that it ended because they took too long
 * @param overflows attempts that its circuit breakers refused
 */
public record Interventions(long retries, long timeouts, long overflows) {

  public static final Interventions NONE = new Interventions(0, 0, 0);

  /** Attempts that were made again, and none that was ended or refused. */
  public static Interventions ofRetries(long retries) {
    return new Interventions(retries, 0, 0);
  }

  /** The same with more attempts that circuit breakers refused. */
  public Interventions withOverflows(long more) {
    return new Interventions(retries, timeouts, overflows + more);
  }

  /** Those since an earlier count. */
  public Interventions since(Interventions before) {
    return new Interventions(
        retries - before.retries, timeouts - before.timeouts, overflows - before.overflows);
  }
}
