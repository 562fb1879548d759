package dev.meshlab.server.echo;

import com.google.protobuf.Duration;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.ServerStreamRequest;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call of ServerStream: numbered replies, as fast as the client takes them or one an interval,
 * whichever is slower.
 *
 * <p>A reply is sent when the transport is ready for it and the interval since the one before has
 * passed; a client that stalls therefore gets no burst afterwards.
 */
final class ServerStream {
  private static final int MAX_NANOS = 999_999_999;

  private final ServerStreamRequest request;
  private final Replies replies;
  private final ServerCallStreamObserver<EchoResponse> call;
  private final ScheduledExecutorService timer;
  private final long intervalNanos;
  private final long messages;

  /** Both the transport's and the timer's thread drive the stream; here they take turns. */
  private final SynchronizationContext turns;

  private long sent;
  private boolean completed;
  private @Nullable ScheduledFuture<?> pause;

  private ServerStream(
      ServerStreamRequest request,
      Replies replies,
      ServerCallStreamObserver<EchoResponse> call,
      ScheduledExecutorService timer) {
    this.request = request;
    this.replies = replies;
    this.call = call;
    this.timer = timer;
    this.intervalNanos = nanos(request.getInterval());
    this.messages = Integer.toUnsignedLong(request.getMessages());
    this.turns = new SynchronizationContext((thread, failure) -> call.onError(failure));
  }

  /** Saturates, because a client may ask for any interval. */
  private static long nanos(Duration interval) {
    return TimeUnit.NANOSECONDS.convert(
        java.time.Duration.ofSeconds(interval.getSeconds(), interval.getNanos()));
  }

  static void start(
      ServerStreamRequest request,
      Replies replies,
      ServerCallStreamObserver<EchoResponse> call,
      ScheduledExecutorService timer) {
    Duration interval = request.getInterval();
    if (interval.getSeconds() < 0 || interval.getNanos() < 0 || interval.getNanos() > MAX_NANOS) {
      call.onError(impossible(interval).asRuntimeException());
      return;
    }
    ServerStream stream = new ServerStream(request, replies, call, timer);
    call.setOnReadyHandler(() -> stream.turns.execute(stream::send));
    call.setOnCancelHandler(() -> stream.turns.execute(stream::endPause));
  }

  private static Status impossible(Duration interval) {
    return Status.INVALID_ARGUMENT.withDescription(
        "interval: seconds %d, nanos %d; ask for seconds from 0 up and nanos from 0 to %d"
            .formatted(interval.getSeconds(), interval.getNanos(), MAX_NANOS));
  }

  private void send() {
    while (pause == null && sent < messages && call.isReady()) {
      call.onNext(replies.numbered(sent++, request.getPayload(), request.getDescribe()));
      if (sent < messages && intervalNanos > 0) {
        pause = timer.schedule(this::resume, intervalNanos, TimeUnit.NANOSECONDS);
      }
    }
    if (sent == messages && !completed) {
      completed = true;
      call.onCompleted();
    }
  }

  private void resume() {
    turns.execute(
        () -> {
          pause = null;
          send();
        });
  }

  private void endPause() {
    if (pause != null) {
      pause.cancel(false);
    }
  }
}
