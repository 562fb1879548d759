package dev.meshlab.server.ledger;

import dev.meshlab.v1.MethodLedger;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServiceDescriptor;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts the calls of one service. Thread-safe; counting takes no lock.
 *
 * <p>What a client has seen end is in the ledger by then: a call's end is counted before its
 * trailers are sent.
 */
public final class CallLedger implements ServerInterceptor {
  private final Map<String, MethodCounters> methods;

  public CallLedger(ServiceDescriptor service) {
    methods =
        service.getMethods().stream()
            .map(MethodDescriptor::getFullMethodName)
            .collect(
                Collectors.toUnmodifiableMap(Function.identity(), name -> new MethodCounters()));
  }

  /**
   * @throws IllegalArgumentException when the call is of another service than the ledger's
   */
  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    MethodCounters counters = methods.get(call.getMethodDescriptor().getFullMethodName());
    if (counters == null) {
      throw new IllegalArgumentException(
          "no ledger for method " + call.getMethodDescriptor().getFullMethodName());
    }
    counters.callStarted();
    CountedCall<ReqT, RespT> counted = new CountedCall<>(call, counters);
    return counted.heardBy(next.startCall(counted, headers));
  }

  /** The methods called so far, by full name. */
  public Map<String, MethodLedger> read() {
    Map<String, MethodLedger> called = new TreeMap<>();
    methods.forEach(
        (name, counters) -> {
          MethodLedger read = counters.read();
          if (read.getStarted() > 0) {
            called.put(name, read);
          }
        });
    return called;
  }
}
