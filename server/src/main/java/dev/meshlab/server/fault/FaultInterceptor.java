package dev.meshlab.server.fault;

import dev.meshlab.v1.ServerIdentity;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call misbehave as its metadata asks. Thread-safe; never blocks.
 *
 * <p>A failure is closed before headers are sent, unless a client asks for one midway. That makes
 * it a Trailers-Only response: the only kind whose status Envoy's retry and outlier detection see,
 * since they look at response headers.
 */
public final class FaultInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> RPC_BEHAVIOR = key("rpc-behavior");

  /** Sent by a gRPC client's own retries (gRFC A6); Envoy does not send it. */
  private static final Metadata.Key<String> PREVIOUS_ATTEMPTS = key("grpc-previous-rpc-attempts");

  private final ServerIdentity server;
  private final ScheduledExecutorService timer;

  /**
   * @param timer wakes calls that sleep; stays the caller's to stop
   */
  public FaultInterceptor(ServerIdentity server, ScheduledExecutorService timer) {
    this.server = server;
    this.timer = timer;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    Iterable<String> values = headers.getAll(RPC_BEHAVIOR);
    if (values == null) {
      return next.startCall(call, headers);
    }
    Fault fault;
    try {
      fault = fault(values, headers.get(PREVIOUS_ATTEMPTS));
    } catch (IllegalArgumentException malformed) {
      return fail(call, Status.INVALID_ARGUMENT.withDescription(malformed.getMessage()));
    }
    return fault.delaySeconds() == 0
        ? end(fault.end(), call, headers, next)
        : endLater(fault, call, headers, next);
  }

  private Fault fault(Iterable<String> values, @Nullable String previousAttempts) {
    List<Behavior> behaviors = RpcBehavior.parse(values, this::isThisServer);
    return Fault.of(behaviors, previousAttempts == null ? 0 : attempts(previousAttempts));
  }

  private boolean isThisServer(String host) {
    return host.equals(server.getPod()) || host.equals(server.getUuid());
  }

  private static int attempts(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "grpc-previous-rpc-attempts: '%s' is not a number".formatted(value), e);
    }
  }

  private static <ReqT, RespT> ServerCall.Listener<ReqT> end(
      Fault.End end,
      ServerCall<ReqT, RespT> call,
      Metadata headers,
      ServerCallHandler<ReqT, RespT> next) {
    if (end instanceof Fault.End.Fail failure) {
      return failure.moment() == Moment.AT_ONCE
          ? fail(call, failure.status())
          : next.startCall(
              new CutCall<>(call, failure.moment() == Moment.MIDWAY, failure.status()), headers);
    }
    return end instanceof Fault.End.KeepOpen
        ? new ServerCall.Listener<>() {}
        : next.startCall(call, headers);
  }

  private static <ReqT> ServerCall.Listener<ReqT> fail(ServerCall<ReqT, ?> call, Status status) {
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private <ReqT, RespT> ServerCall.Listener<ReqT> endLater(
      Fault fault,
      ServerCall<ReqT, RespT> call,
      Metadata headers,
      ServerCallHandler<ReqT, RespT> next) {
    SleepingCall<ReqT> sleeping =
        new SleepingCall<>(call, () -> end(fault.end(), call, headers, next));
    // The method must find the call's own context, with its deadline, on the timer's thread too.
    Runnable wake = Context.current().wrap(sleeping::wake);
    sleeping.wokenBy(timer.schedule(wake, fault.delaySeconds(), TimeUnit.SECONDS));
    return sleeping;
  }
}
