package dev.meshlab.server.ledger;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A call on its way into the ledger. It ends once, by whichever comes first: the server closes it,
 * the client leaves, or gRPC closes it because a listener threw.
 */
final class CountedCall<ReqT, RespT> extends SimpleForwardingServerCall<ReqT, RespT> {
  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<CountedCall> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(CountedCall.class, "ended");

  private final MethodCounters counters;

  /** 0 or 1. A field, because an AtomicBoolean would be one more object for every call. */
  @SuppressWarnings("UnusedVariable") // By ENDED.
  private volatile int ended;

  CountedCall(ServerCall<ReqT, RespT> call, MethodCounters counters) {
    super(call);
    this.counters = counters;
  }

  private void end(Status.Code code) {
    if (ENDED.compareAndSet(this, 0, 1)) {
      counters.callEnded(code);
    }
  }

  @Override
  public void sendMessage(RespT message) {
    counters.messageSent();
    super.sendMessage(message);
  }

  @Override
  public void close(Status status, Metadata trailers) {
    end(status.getCode());
    super.close(status, trailers);
  }

  ServerCall.Listener<ReqT> heardBy(ServerCall.Listener<ReqT> listener) {
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onMessage(ReqT message) {
        counters.messageReceived();
        super.onMessage(message);
      }

      @Override
      public void onCancel() {
        end(Status.Code.CANCELLED);
        super.onCancel();
      }

      @Override
      public void onComplete() {
        // Still open: gRPC closed the call past us, with UNKNOWN, because a listener threw.
        end(Status.Code.UNKNOWN);
        super.onComplete();
      }
    };
  }
}
