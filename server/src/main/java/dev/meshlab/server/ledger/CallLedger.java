package dev.meshlab.server.ledger;

import dev.meshlab.v1.MethodLedger;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts calls by method, and by caller. Thread-safe; counting takes no lock once a method has been
 * called.
 *
 * <p>What a client has seen end is in the ledger by then: a call's end is counted before its
 * trailers are sent.
 */
public final class CallLedger implements ServerInterceptor {
  private final ConcurrentMap<String, MethodCounters> methods = new ConcurrentHashMap<>();
  private final Callers callers = new Callers();

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    MethodCounters counters = counters(call.getMethodDescriptor().getFullMethodName());
    counters.callStarted();
    callers.count(headers);
    CountedCall<ReqT, RespT> counted = new CountedCall<>(call, counters);
    return counted.heardBy(next.startCall(counted, headers));
  }

  private MethodCounters counters(String method) {
    MethodCounters counters = methods.get(method);
    return counters != null
        ? counters
        : methods.computeIfAbsent(method, first -> new MethodCounters());
  }

  /** The methods called so far, by full name. */
  public Map<String, MethodLedger> read() {
    Map<String, MethodLedger> called = new TreeMap<>();
    methods.forEach(
        (name, counters) -> {
          MethodLedger read = counters.read();
          // A method that is only just being entered here.
          if (read.getStarted() > 0) {
            called.put(name, read);
          }
        });
    return called;
  }

  /** The calls that came with an identity of their caller, by its URI. */
  Map<String, Long> callers() {
    return callers.read();
  }
}
