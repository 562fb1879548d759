package dev.meshlab.client.load;

import java.time.Duration;

/**
 * The end of a warm-up: the time is over, the calls are made or their code is compiled, whichever
 * comes first.
 *
 * @param time for how long to start calls
 * @param calls how many calls to start at most; 0 for no limit but the time
 * @param untilCompiled whether it ends once the JIT has little left to do for the calls
 */
public record WarmUpLimit(Duration time, long calls, boolean untilCompiled) {

  /** No warm-up. */
  public static final WarmUpLimit OFF = new WarmUpLimit(Duration.ZERO, 0, false);

  /** The limit where the JIT gets too little of the machine to be done earlier. */
  private static final Duration LONGEST_UNTIL_COMPILED = Duration.ofSeconds(20);

  /** A run of fewer calls has no percentiles worth a wait that is longer than the run. */
  private static final long FEW_CALLS = 1_000;

  /** The limit of a warm-up by calls, so that a target which hangs does not hold it. */
  private static final Duration LONGEST_BY_CALLS = Duration.ofSeconds(10);

  /** A warm-up of a given time. */
  public static WarmUpLimit ofTime(Duration time) {
    return new WarmUpLimit(time, 0, false);
  }

  /** A warm-up of a given number of calls, unless the target takes very long for them. */
  public static WarmUpLimit ofCalls(long calls) {
    return calls == 0 ? OFF : new WarmUpLimit(LONGEST_BY_CALLS, calls, false);
  }

  /**
   * Until their code is compiled and as fast as the load wants it, however short the load is. One
   * of few calls is warmed up no longer and with no more calls than it has itself.
   */
  public static WarmUpLimit usual(Load load) {
    long calls = Math.min(orEndless(load.calls()), orEndless(callsOfTheRate(load)));
    if (calls >= FEW_CALLS) {
      return new WarmUpLimit(LONGEST_UNTIL_COMPILED, 0, true);
    }
    boolean isShorter =
        !load.duration().isZero() && load.duration().compareTo(LONGEST_BY_CALLS) < 0;
    return new WarmUpLimit(isShorter ? load.duration() : LONGEST_BY_CALLS, calls, true);
  }

  private static long callsOfTheRate(Load load) {
    return (long) Math.ceil(load.rate() * load.duration().toMillis() / 1e3);
  }

  private static long orEndless(long calls) {
    return calls == 0 ? Long.MAX_VALUE : calls;
  }

  /** True if no warm-up is wanted. */
  public boolean isOff() {
    return time.isZero();
  }
}
