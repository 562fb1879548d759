package dev.meshlab.server.fault;

import io.grpc.Status;
import java.util.List;

/**
 * The effect on a call, once its behaviours have been applied in order.
 *
 * @param delaySeconds how long it waits first
 * @param end what it does then
 */
record Fault(long delaySeconds, End end) {
  sealed interface End {
    /** The method answers as if nothing had been asked. */
    record Serve() implements End {}

    /** The call stays open until the client leaves or its deadline passes. */
    record KeepOpen() implements End {}

    record Fail(Moment moment, Status status) implements End {}
  }

  /**
   * @param previousAttempts how often the client has tried this call before
   */
  static Fault of(List<Behavior> behaviors, int previousAttempts) {
    long delaySeconds = 0;
    for (Behavior behavior : behaviors) {
      if (behavior instanceof Behavior.Sleep sleep) {
        delaySeconds += sleep.seconds();
      } else if (behavior instanceof Behavior.KeepOpen) {
        return new Fault(delaySeconds, new End.KeepOpen());
      } else if (behavior instanceof Behavior.ErrorCode error) {
        return new Fault(delaySeconds, new End.Fail(error.moment(), asked(error.code())));
      } else if (behavior instanceof Behavior.SucceedOnRetryAttempt retry
          && retry.previousAttempts() == previousAttempts) {
        return new Fault(delaySeconds, new End.Serve());
      }
    }
    return new Fault(delaySeconds, new End.Serve());
  }

  private static Status asked(Status.Code code) {
    return code.toStatus().withDescription("asked for by rpc-behavior");
  }
}
