package dev.meshlab.server.echo;

import dev.meshlab.v1.ClientStreamResponse;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.stub.StreamObserver;

/** One call of ClientStream: counts the requests, and those that did not follow the one before. */
final class ClientStream implements StreamObserver<EchoRequest> {
  private final ServerIdentity server;
  private final StreamObserver<ClientStreamResponse> responses;

  private long messages;
  private long outOfSequence;
  private long expected;
  private boolean describe;

  ClientStream(ServerIdentity server, StreamObserver<ClientStreamResponse> responses) {
    this.server = server;
    this.responses = responses;
  }

  @Override
  public void onNext(EchoRequest request) {
    messages++;
    if (request.getSequence() != expected) {
      outOfSequence++;
    }
    // The next is measured from here, so that one gap counts once and not until the end.
    expected = request.getSequence() + 1;
    describe |= request.getDescribe();
  }

  @Override
  public void onError(Throwable cancelled) {
    // The client left; no answer is due and nothing is held.
  }

  @Override
  public void onCompleted() {
    ClientStreamResponse.Builder reply =
        ClientStreamResponse.newBuilder()
            .setServerUuid(server.getUuid())
            .setMessages(messages)
            .setOutOfSequence(outOfSequence);
    responses.onNext((describe ? reply.setServer(server) : reply).build());
    responses.onCompleted();
  }
}
