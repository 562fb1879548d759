package dev.meshlab.server.echo;

import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * One call of BidiStream: a reply for each request.
 *
 * <p>The next request is taken only while replies leave, so that a client which writes and does not
 * read is held back by flow control instead of filling this server's memory.
 */
final class BidiStream implements StreamObserver<EchoRequest> {
  private final Replies replies;
  private final ServerCallStreamObserver<EchoResponse> call;

  /** True if a request has been asked of the transport and has not arrived yet. */
  private boolean awaiting;

  BidiStream(Replies replies, ServerCallStreamObserver<EchoResponse> call) {
    this.replies = replies;
    this.call = call;
    call.disableAutoRequest();
    call.setOnReadyHandler(this::takeNext);
    // With a handler, a reply to a client that has just left is dropped instead of thrown.
    call.setOnCancelHandler(() -> {});
  }

  private void takeNext() {
    if (!awaiting && call.isReady()) {
      awaiting = true;
      call.request(1);
    }
  }

  @Override
  public void onNext(EchoRequest request) {
    awaiting = false;
    call.onNext(replies.to(request));
    takeNext();
  }

  @Override
  public void onError(Throwable cancelled) {
    // The client left; no answer is due and nothing is held.
  }

  @Override
  public void onCompleted() {
    call.onCompleted();
  }
}
