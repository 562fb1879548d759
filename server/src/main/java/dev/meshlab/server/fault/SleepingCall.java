package dev.meshlab.server.fault;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a call that sleeps: keeps what the transport reports meanwhile and hands it on, in
 * order, once the call is awake. A call that is cancelled in its sleep never wakes.
 */
final class SleepingCall<ReqT> extends ServerCall.Listener<ReqT> {
  private final Supplier<ServerCall.Listener<ReqT>> start;

  /** The transport's and the timer's thread both come here, and a listener hears one at a time. */
  private final SynchronizationContext turns;

  private final Queue<Consumer<ServerCall.Listener<ReqT>>> slept = new ArrayDeque<>();
  private ServerCall.@Nullable Listener<ReqT> awake;
  private boolean cancelled;
  private @Nullable Future<?> alarm;

  /**
   * @param start goes on with the call, and gives who listens to it from then on
   */
  SleepingCall(ServerCall<ReqT, ?> call, Supplier<ServerCall.Listener<ReqT>> start) {
    this.start = start;
    // As gRPC itself does with a listener that throws.
    this.turns =
        new SynchronizationContext(
            (thread, failure) -> call.close(Status.fromThrowable(failure), new Metadata()));
  }

  void wokenBy(Future<?> alarm) {
    this.alarm = alarm;
  }

  void wake() {
    turns.execute(
        () -> {
          if (!cancelled) {
            awake = start.get();
            slept.forEach(event -> event.accept(awake));
            slept.clear();
          }
        });
  }

  private void tell(Consumer<ServerCall.Listener<ReqT>> event) {
    turns.execute(
        () -> {
          if (awake == null) {
            slept.add(event);
          } else {
            event.accept(awake);
          }
        });
  }

  @Override
  public void onMessage(ReqT message) {
    tell(listener -> listener.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    tell(ServerCall.Listener::onHalfClose);
  }

  @Override
  public void onReady() {
    tell(ServerCall.Listener::onReady);
  }

  @Override
  public void onComplete() {
    tell(ServerCall.Listener::onComplete);
  }

  @Override
  public void onCancel() {
    if (alarm != null) {
      alarm.cancel(false);
    }
    turns.execute(() -> cancelled = true);
    tell(ServerCall.Listener::onCancel);
  }
}
