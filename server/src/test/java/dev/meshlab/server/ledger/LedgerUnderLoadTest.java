package dev.meshlab.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.echo.EchoService;
import dev.meshlab.server.fault.FaultInterceptor;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.MethodLedger;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Over real sockets and threads: a cancellation and an end race each other here, and must be
 * counted once.
 */
@Tag("slow")
class LedgerUnderLoadTest {
  private static final ServerIdentity SERVER = ServerIdentity.newBuilder().setUuid("uid-1").build();
  private static final Metadata.Key<String> RPC_BEHAVIOR =
      Metadata.Key.of("rpc-behavior", Metadata.ASCII_STRING_MARSHALLER);
  private static final String[] BEHAVIORS = {"", "error-code-14", "keep-open", ""};
  private static final int CALLERS = 4;
  private static final int CALLS_EACH = 2000;
  private static final int CANCEL_LAG = 4;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final CallLedger ledger = new CallLedger();
  private final ConcurrentMap<Status.Code, Integer> seen = new ConcurrentHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(CALLERS * CALLS_EACH);

  /** Room for every call that waits for its cancellation, and for a few that make the way. */
  private final Semaphore inFlight = new Semaphore(CALLERS * (CANCEL_LAG + 1) + 8);

  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void listen() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(loopback, 0), InsecureServerCredentials.create())
            .directExecutor()
            .addService(
                ServerInterceptors.interceptForward(
                    new EchoService(SERVER, timer), ledger, new FaultInterceptor(SERVER, timer)))
            .build()
            .start();
    channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(loopback, server.getPort()),
                InsecureChannelCredentials.create())
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    channel.shutdownNow();
    server.shutdownNow().awaitTermination();
    timer.shutdownNow();
  }

  @Test
  void countsEachCallEndedExactlyOnceAmongCancellations() throws Exception {
    IntStream.range(0, CALLERS).forEach(caller -> new Thread(this::callAndCancelAtRandom).start());
    assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    // A cancellation that is still on its way is counted later; after a graceful end there is none.
    channel.shutdown().awaitTermination(10, TimeUnit.SECONDS);
    server.shutdown().awaitTermination(10, TimeUnit.SECONDS);

    MethodLedger echo = ledger.read().get("meshlab.v1.EchoService/Echo");
    assertThat(echo.getEndedMap().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(echo.getStarted());
    assertThat(echo.getStarted()).isLessThanOrEqualTo(CALLERS * CALLS_EACH);
    assertThat(echo.getEndedOrThrow("OK")).isGreaterThanOrEqualTo(seen.get(Status.Code.OK));
    assertThat(echo.getEndedOrThrow("UNAVAILABLE"))
        .isGreaterThanOrEqualTo(seen.get(Status.Code.UNAVAILABLE));
    assertThat(echo.getEndedMap()).containsOnlyKeys("OK", "UNAVAILABLE", "CANCELLED");
  }

  /** A call is cancelled a few calls later: it may then be on its way, served, or over. */
  private void callAndCancelAtRandom() {
    Queue<Runnable> cancels = new ArrayDeque<>();
    for (int i = 0; i < CALLS_EACH; i++) {
      inFlight.acquireUninterruptibly();
      String behavior = BEHAVIORS[i % BEHAVIORS.length];
      ClientCall<EchoRequest, EchoResponse> call = start(behavior);
      boolean cancelled = behavior.equals("keep-open") || ThreadLocalRandom.current().nextBoolean();
      cancels.add(cancelled ? () -> call.cancel("at random", null) : () -> {});
      if (cancels.size() > CANCEL_LAG) {
        cancels.remove().run();
      }
    }
    cancels.forEach(Runnable::run);
  }

  private ClientCall<EchoRequest, EchoResponse> start(String behavior) {
    ClientCall<EchoRequest, EchoResponse> call =
        channel.newCall(EchoServiceGrpc.getEchoMethod(), CallOptions.DEFAULT);
    Metadata headers = new Metadata();
    headers.put(RPC_BEHAVIOR, behavior);
    call.start(new Ending(), headers);
    call.sendMessage(EchoRequest.getDefaultInstance());
    call.halfClose();
    call.request(2);
    return call;
  }

  private final class Ending extends ClientCall.Listener<EchoResponse> {
    @Override
    public void onClose(Status status, Metadata trailers) {
      seen.merge(status.getCode(), 1, Integer::sum);
      ended.countDown();
      inFlight.release();
    }
  }
}
