package dev.meshlab.client.load;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several pods behind one in-process address: each call is taken by the next of them in turn. With
 * {@code direct}, calls end before their start returns.
 */
final class FakeServer implements ServerInterceptor, ChannelFactory, AutoCloseable {

  /** The pod that has taken the current call. */
  static final Context.Key<String> POD_UUID = Context.key("uuid");

  /** A way in which a pod misbehaves. */
  enum Fault {
    NONE,
    FAILS_BEFORE_HEADERS,
    FAILS_AFTER_HEADERS,
    NEVER_ANSWERS,
  }

  /** The metadata of every call that came. */
  final Queue<Metadata> received = new ConcurrentLinkedQueue<>();

  private final String name = UUID.randomUUID().toString();
  private final List<String> uuids;
  private final AtomicInteger calls = new AtomicInteger();
  private final CompletableFuture<Void> firstCall = new CompletableFuture<>();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final boolean direct;
  private final Server server;
  private volatile String sick = "";
  private volatile Fault fault = Fault.NONE;

  private FakeServer(FakeEcho echo, boolean direct, List<String> uuids) {
    this.uuids = uuids;
    this.direct = direct;
    InProcessServerBuilder builder = InProcessServerBuilder.forName(name);
    server =
        (direct ? builder.directExecutor() : builder.executor(executor))
            .addService(echo)
            .intercept(this)
            .build();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeServer of(String... uuids) {
    return new FakeServer(new FakeEcho(), false, List.of(uuids));
  }

  static FakeServer of(FakeEcho echo, String... uuids) {
    return new FakeServer(echo, false, List.of(uuids));
  }

  static FakeServer direct(String... uuids) {
    return new FakeServer(new FakeEcho(), true, List.of(uuids));
  }

  /** From now on that pod has that fault. */
  FakeServer with(Fault fault, String uuid) {
    this.fault = fault;
    sick = uuid;
    return this;
  }

  /** The number of calls that came. */
  int calls() {
    return calls.get();
  }

  /** Completes when a call has come. */
  CompletableFuture<Void> firstCall() {
    return firstCall;
  }

  @Override
  public ManagedChannel open(int connection) {
    InProcessChannelBuilder builder = InProcessChannelBuilder.forName(name);
    return (direct ? builder.directExecutor() : builder).build();
  }

  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    received.add(headers);
    firstCall.complete(null);
    String uuid = uuids.get(calls.getAndIncrement() % uuids.size());
    ServerCall<Q, R> named =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendHeaders(Metadata sent) {
            sent.merge(identity(uuid));
            super.sendHeaders(sent);
          }
        };
    return switch (uuid.equals(sick) ? fault : Fault.NONE) {
      case NONE ->
          Contexts.interceptCall(Context.current().withValue(POD_UUID, uuid), named, headers, next);
      case FAILS_BEFORE_HEADERS -> fail(call, identity(uuid));
      case FAILS_AFTER_HEADERS -> {
        named.sendHeaders(new Metadata());
        yield fail(call, new Metadata());
      }
      case NEVER_ANSWERS -> new Listener<>() {};
    };
  }

  private static <Q, R> Listener<Q> fail(ServerCall<Q, R> call, Metadata trailers) {
    call.close(Status.UNAVAILABLE.withDescription("sick"), trailers);
    return new Listener<>() {};
  }

  private static Metadata identity(String uuid) {
    Metadata identity = new Metadata();
    put(identity, "meshlab-uuid", uuid);
    put(identity, "meshlab-pod", "pod-" + uuid);
    put(identity, "meshlab-version", "v1");
    put(identity, "meshlab-zone", "zone-" + uuid);
    return identity;
  }

  private static void put(Metadata metadata, String key, String value) {
    metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
  }

  @Override
  public void close() {
    server.shutdownNow();
    executor.shutdownNow();
  }
}
