package dev.meshlab.client.load;

import dev.meshlab.v1.ClientStreamResponse;
import dev.meshlab.v1.CreateRequest;
import dev.meshlab.v1.CreateResponse;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc.EchoServiceImplBase;
import dev.meshlab.v1.ServerStreamRequest;
import io.grpc.stub.StreamObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The service of a healthy pod; subclasses get single things wrong. */
class FakeEcho extends EchoServiceImplBase {

  /** The ids that were created. */
  final Queue<String> created = new ConcurrentLinkedQueue<>();

  /** The sequence numbers to answer a server stream with. */
  IntStream sequence(int messages) {
    return IntStream.range(0, messages);
  }

  /** The sender of the message with that number, where {@code uuid} took the call. */
  String sender(String uuid, long sequence) {
    return uuid;
  }

  @Override
  public void echo(EchoRequest request, StreamObserver<EchoResponse> replies) {
    replies.onNext(reply(request.getSequence(), FakeServer.POD_UUID.get()));
    replies.onCompleted();
  }

  @Override
  public void serverStream(ServerStreamRequest request, StreamObserver<EchoResponse> replies) {
    String uuid = FakeServer.POD_UUID.get();
    sequence(request.getMessages()).forEach(sequence -> replies.onNext(reply(sequence, uuid)));
    replies.onCompleted();
  }

  @Override
  public StreamObserver<EchoRequest> clientStream(StreamObserver<ClientStreamResponse> replies) {
    String uuid = FakeServer.POD_UUID.get();
    AtomicInteger messages = new AtomicInteger();
    return new Requests(replies) {
      @Override
      public void onNext(EchoRequest request) {
        messages.incrementAndGet();
      }

      @Override
      public void onCompleted() {
        replies.onNext(
            ClientStreamResponse.newBuilder()
                .setServerUuid(uuid)
                .setMessages(sequence(messages.get()).count())
                .setOutOfSequence(messages.get() - sequence(messages.get()).count())
                .build());
        super.onCompleted();
      }
    };
  }

  @Override
  public StreamObserver<EchoRequest> bidiStream(StreamObserver<EchoResponse> replies) {
    String uuid = FakeServer.POD_UUID.get();
    return new Requests(replies) {
      @Override
      public void onNext(EchoRequest request) {
        replies.onNext(reply(request.getSequence(), uuid));
      }
    };
  }

  @Override
  public void create(CreateRequest request, StreamObserver<CreateResponse> replies) {
    created.add(request.getId());
    replies.onNext(CreateResponse.newBuilder().setServerUuid(FakeServer.POD_UUID.get()).build());
    replies.onCompleted();
  }

  private EchoResponse reply(long sequence, String uuid) {
    return EchoResponse.newBuilder()
        .setServerUuid(sender(uuid, sequence))
        .setSequence(sequence)
        .build();
  }

  /** Ends the replies when the requests end. */
  private abstract static class Requests implements StreamObserver<EchoRequest> {
    private final StreamObserver<?> replies;

    Requests(StreamObserver<?> replies) {
      this.replies = replies;
    }

    @Override
    public void onError(Throwable cancelled) {}

    @Override
    public void onCompleted() {
      replies.onCompleted();
    }
  }
}
