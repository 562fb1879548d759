package dev.meshlab.server.echo;

import dev.meshlab.v1.CreateRequest;
import dev.meshlab.v1.CreateResponse;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The things that Create has created: deliberately once more each time it is asked. Thread-safe.
 *
 * <p>Remembers the latest {@value #REMEMBERED} ids and forgets older ones, so that hours of load
 * fit a small heap; a retry follows its first attempt by far fewer calls than that.
 */
final class Creations {
  static final int REMEMBERED = 100_000;

  private final ServerIdentity server;
  private final ConcurrentMap<String, Long> creationsById = new ConcurrentHashMap<>();
  private final Queue<String> oldestFirst = new ConcurrentLinkedQueue<>();
  private final AtomicInteger remembered = new AtomicInteger();

  Creations(ServerIdentity server) {
    this.server = server;
  }

  void create(CreateRequest request, StreamObserver<CreateResponse> responses) {
    if (request.getId().isEmpty()) {
      responses.onError(
          Status.INVALID_ARGUMENT
              .withDescription("id: empty; choose one, and keep it in every retry of the creation")
              .asRuntimeException());
      return;
    }
    CreateResponse.Builder reply =
        CreateResponse.newBuilder()
            .setServerUuid(server.getUuid())
            .setId(request.getId())
            .setCreations(create(request.getId()));
    responses.onNext((request.getDescribe() ? reply.setServer(server) : reply).build());
    responses.onCompleted();
  }

  /** The number of creations under each id that it remembers. */
  Map<String, Long> byId() {
    return Map.copyOf(creationsById);
  }

  private long create(String id) {
    long creations = creationsById.merge(id, 1L, Long::sum);
    if (creations == 1) {
      oldestFirst.add(id);
      if (remembered.incrementAndGet() > REMEMBERED) {
        remembered.decrementAndGet();
        creationsById.remove(oldestFirst.remove());
      }
    }
    return creations;
  }
}
