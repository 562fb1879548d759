package dev.meshlab.lab.behaviour;

import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc.EchoServiceImplBase;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A gRPC server that answers with its name, or fails as a test asks. Safe for threads. */
final class Backend extends EchoServiceImplBase implements AutoCloseable {
  private final String name;
  private final Server server;
  private final HealthStatusManager health = new HealthStatusManager();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile @Nullable Status failure;
  private volatile Duration delay = Duration.ZERO;
  private volatile Metadata lastMetadata = new Metadata();
  private final int port;

  Backend(String name, ServerCredentials credentials) throws IOException {
    this.name = name;
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials)
            .directExecutor()
            .addService(this)
            .addService(health.getHealthService())
            .intercept(new Recorder())
            .build()
            .start();
    port = server.getPort();
  }

  /** The same when it has ended. */
  int port() {
    return port;
  }

  /** Calls begun, health checks left out. */
  int calls() {
    return calls.get();
  }

  /** The metadata that the newest call carried. */
  Metadata lastMetadata() {
    return lastMetadata;
  }

  /** From now on fails each call with this status before any header is sent; null: no more. */
  void failWith(@Nullable Status status) {
    failure = status;
  }

  /** From now on answers only after this time. */
  void answerAfter(Duration time) {
    delay = time;
  }

  void reportHealthy(boolean healthy) {
    health.setStatus("", healthy ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  /** Ends as a process that is killed: its socket is closed at once. */
  void kill() throws InterruptedException {
    server.shutdownNow().awaitTermination();
  }

  /** Ends as a process that drains: calls under way are answered, and new ones refused. */
  void drain() {
    server.shutdown();
  }

  /** Like new, but for a server that was stopped. */
  void recover() {
    failWith(null);
    answerAfter(Duration.ZERO);
    reportHealthy(true);
    calls.set(0);
  }

  @Override
  public void echo(EchoRequest request, StreamObserver<EchoResponse> client) {
    if (delay.isZero()) {
      answer(client);
    } else {
      ScheduledFuture<?> unused =
          timer.schedule(() -> answer(client), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void answer(StreamObserver<EchoResponse> client) {
    Status failing = failure;
    if (failing != null) {
      client.onError(failing.asRuntimeException());
      return;
    }
    client.onNext(EchoResponse.newBuilder().setServerUuid(name).build());
    client.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
    timer.shutdownNow();
  }

  private final class Recorder implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata metadata, ServerCallHandler<Q, R> next) {
      if (!call.getMethodDescriptor().getFullMethodName().startsWith("grpc.health")) {
        calls.incrementAndGet();
        lastMetadata = metadata;
      }
      return new SimpleForwardingServerCallListener<>(next.startCall(call, metadata)) {};
    }
  }
}
