package dev.meshlab.lab.plane;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the attempts that a gRPC channel makes again by itself (gRFC A6), of which its callers do
 * not hear. Thread-safe.
 */
final class RetryCounter implements ClientInterceptor {

  private static final ClientStreamTracer SILENT = new ClientStreamTracer() {};

  private final LongAdder retries = new LongAdder();

  private final ClientStreamTracer.Factory attempts =
      new ClientStreamTracer.Factory() {
        @Override
        public ClientStreamTracer newClientStreamTracer(
            ClientStreamTracer.StreamInfo attempt, Metadata headers) {
          if (attempt.getPreviousAttempts() > 0) {
            retries.increment();
          }
          return SILENT;
        }
      };

  long count() {
    return retries.sum();
  }

  @Override
  public <ReqT, RespT> ClientCall<ReqT, RespT> interceptCall(
      MethodDescriptor<ReqT, RespT> method, CallOptions options, Channel next) {
    return next.newCall(method, options.withStreamTracerFactory(attempts));
  }
}
