package dev.meshlab.server.standin;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call of unknown kind. On the wire a unary call and a stream look alike, so the call is answered
 * as suits all four kinds: with one reply when the client has said all.
 *
 * <p>A client that instead falls silent is taken to wait for a reply, as in a conversation, and
 * from then on gets one for each message.
 */
final class AnyCall extends ServerCall.Listener<byte[]> {
  /** Longer than a client needs between two messages of a stream that it has at hand. */
  private static final long SILENCE_MILLIS = 100;

  private final ServerCall<byte[], byte[]> call;
  private final ScheduledExecutorService timer;

  /** The transport's and the timer's thread both come here, and a call gets one event at a time. */
  private final SynchronizationContext turns;

  private long replied;
  private boolean conversation;
  private boolean over;
  private @Nullable Future<?> silence;

  private AnyCall(ServerCall<byte[], byte[]> call, ScheduledExecutorService timer) {
    this.call = call;
    this.timer = timer;
    this.turns =
        new SynchronizationContext(
            (thread, failure) -> call.close(Status.fromThrowable(failure), new Metadata()));
  }

  static ServerCall.Listener<byte[]> answer(
      ServerCall<byte[], byte[]> call, ScheduledExecutorService timer) {
    call.request(1);
    return new AnyCall(call, timer);
  }

  @Override
  public void onMessage(byte[] message) {
    turns.execute(this::received);
  }

  @Override
  public void onHalfClose() {
    turns.execute(this::end);
  }

  @Override
  public void onCancel() {
    turns.execute(
        () -> {
          over = true;
          stopListening();
        });
  }

  private void received() {
    if (conversation) {
      reply();
    } else {
      stopListening();
      silence =
          timer.schedule(
              () -> turns.execute(this::fellSilent), SILENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
    call.request(1);
  }

  private void fellSilent() {
    if (!over) {
      conversation = true;
      reply();
    }
  }

  private void end() {
    stopListening();
    over = true;
    if (replied == 0) {
      reply();
    }
    call.close(Status.OK, new Metadata());
  }

  private void reply() {
    if (replied++ == 0) {
      call.sendHeaders(new Metadata());
    }
    call.sendMessage(OpaqueMarshaller.EMPTY);
  }

  private void stopListening() {
    if (silence != null) {
      silence.cancel(false);
    }
  }
}
