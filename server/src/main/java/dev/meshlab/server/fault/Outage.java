package dev.meshlab.server.fault;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * An outage of a server that can be turned on and off: while it lasts, every call ends with
 * UNAVAILABLE before any method sees it. Thread-safe; never blocks.
 */
public final class Outage implements ServerInterceptor {
  private static final Status STATUS =
      Status.UNAVAILABLE.withDescription("this pod fails every call, as asked for");

  private volatile boolean lasts;

  /** Begins it, or ends it. */
  void turn(boolean on) {
    lasts = on;
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    if (!lasts) {
      return next.startCall(call, headers);
    }
    call.close(STATUS, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
