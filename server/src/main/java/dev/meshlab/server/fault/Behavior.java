package dev.meshlab.server.fault;

import io.grpc.Status;

/** One behaviour that a client asks of a call. */
sealed interface Behavior {
  /** Wait before going on with what follows. */
  record Sleep(int seconds) implements Behavior {}

  /** Never answer. */
  record KeepOpen() implements Behavior {}

  /**
   * Fail.
   *
   * @param moment how far the call goes before it does
   */
  record ErrorCode(Moment moment, Status.Code code) implements Behavior {}

  /**
   * Serve the call, whatever follows, if the client has made this many attempts before; else go on.
   */
  record SucceedOnRetryAttempt(int previousAttempts) implements Behavior {}
}
