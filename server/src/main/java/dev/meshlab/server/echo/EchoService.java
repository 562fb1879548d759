package dev.meshlab.server.echo;

import dev.meshlab.v1.ClientStreamResponse;
import dev.meshlab.v1.CreateRequest;
import dev.meshlab.v1.CreateResponse;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import dev.meshlab.v1.ServerStreamRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/** Answers every call with the identity of this server. Thread-safe; no method blocks. */
public final class EchoService extends EchoServiceGrpc.EchoServiceImplBase {
  private final Replies replies;
  private final Creations creations;
  private final ScheduledExecutorService timer;

  /**
   * @param timer paces streams that ask for an interval; stays the caller's to stop
   */
  public EchoService(ServerIdentity server, ScheduledExecutorService timer) {
    this.replies = new Replies(server);
    this.creations = new Creations(server);
    this.timer = timer;
  }

  @Override
  public void echo(EchoRequest request, StreamObserver<EchoResponse> responses) {
    responses.onNext(replies.to(request));
    responses.onCompleted();
  }

  @Override
  public void serverStream(ServerStreamRequest request, StreamObserver<EchoResponse> responses) {
    ServerStream.start(request, replies, call(responses), timer);
  }

  @Override
  public StreamObserver<EchoRequest> clientStream(StreamObserver<ClientStreamResponse> responses) {
    return new ClientStream(replies.server(), responses);
  }

  @Override
  public StreamObserver<EchoRequest> bidiStream(StreamObserver<EchoResponse> responses) {
    return new BidiStream(replies, call(responses));
  }

  @Override
  public void create(CreateRequest request, StreamObserver<CreateResponse> responses) {
    creations.create(request, responses);
  }

  /** The number of creations by Create under each of its latest ids. */
  public Map<String, Long> creations() {
    return creations.byId();
  }

  /** The call itself: grpc-java always passes it to a service, and only the signature says less. */
  private static <T> ServerCallStreamObserver<T> call(StreamObserver<T> responses) {
    return (ServerCallStreamObserver<T>) responses;
  }
}
