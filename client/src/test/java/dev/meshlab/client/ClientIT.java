package dev.meshlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc.EchoServiceImplBase;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The artefact as people run it, against a server in this process. */
@Timeout(120)
class ClientIT {

  private final AtomicLong served = new AtomicLong();
  private final Semaphore asked = new Semaphore(0);
  private volatile boolean silent;
  private volatile boolean failing;
  private Server server;
  private String target;

  @BeforeEach
  void serve() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(new Echo())
            .build()
            .start();
    target = "127.0.0.1:" + server.getPort();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void countsEveryReplyAndExitsWithZero() throws Exception {
    try (ClientProcess client =
        ClientProcess.start("--target", target, "--calls", "500", "--connections", "3")) {
      JsonNode report = client.report();
      assertThat(report.at("/replies/server-1").asLong()).isEqualTo(500);
      assertThat(report.at("/perConnection")).hasSize(3);
      assertThat(report.at("/asked/calls").asLong()).isEqualTo(500);
      assertThat(client.exitCode()).isZero();
      assertThat(served).hasValue(500 + report.at("/warmUp/calls").asLong());
    }
  }

  @Test
  void warmsUpBeforeItCountsAndSaysSo() throws Exception {
    try (ClientProcess client =
        ClientProcess.start("--target", target, "--calls", "10", "--warm-up", "50")) {
      JsonNode config = client.await(record -> record.get("type").asText().equals("config"));
      assertThat(config.get("warmUpCalls").asLong()).isEqualTo(50);
      JsonNode report = client.report();
      assertThat(report.at("/warmUp/calls").asLong()).isEqualTo(50);
      assertThat(report.get("calls").asLong()).isEqualTo(10);
      assertThat(served).hasValue(60);
    }
  }

  @Test
  void goesStepByStepOnTheLinesOfItsInput() throws Exception {
    try (ClientProcess client =
        ClientProcess.start(target, "-n", "10", "--warm-up", "50", "--step-by-step")) {
      client.await(record -> record.get("type").asText().equals("config"));
      assertThat(served).hasValue(0);
      client.cue();
      client.await(record -> record.get("type").asText().equals("warmUp"));
      assertThat(served).hasValue(50);
      client.cue();
      JsonNode report = client.await(record -> record.get("type").asText().equals("report"));
      assertThat(report.get("calls").asLong()).isEqualTo(10);
      client.endCues();
      assertThat(client.exitCode()).isZero();
    }
  }

  @Test
  void endsWithItsReportWhereWhoeverLedIsGone() throws Exception {
    try (ClientProcess client = unending("--step-by-step")) {
      client.cue();
      client.cue();
      client.await(record -> record.path("calls").asLong() > 0);
      client.endCues();
      assertThat(client.report().get("ok").asLong()).isEqualTo(served.get()).isPositive();
      assertThat(client.exitCode()).isZero();
    }
  }

  @Test
  void endsItsWarmUpWhenInterrupted() throws Exception {
    silent = true;
    try (ClientProcess client = unending("--warm-up", "1h", "--grace", "1h")) {
      client.await(record -> record.get("type").asText().equals("config"));
      asked.acquire();
      client.interrupt();
      assertThat(client.report().get("calls").asLong()).isZero();
      assertThat(client.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void exitsWithThreeWhereMoreCallsFailThanAllowed() throws Exception {
    failing = true;
    try (ClientProcess client =
        ClientProcess.start(target, "-n", "200", "-c", "1", "--fail-above", "10%")) {
      JsonNode report = client.report();
      assertThat(report.get("errorPercent").asDouble()).isEqualTo(25);
      assertThat(report.get("failAbovePercent").asDouble()).isEqualTo(10);
      assertThat(report.get("failed").asBoolean()).isTrue();
      assertThat(client.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void exitsWithZeroWhereNoMoreCallsFailThanAllowed() throws Exception {
    failing = true;
    try (ClientProcess client =
        ClientProcess.start(target, "-n", "200", "-c", "1", "--fail-above", "25")) {
      assertThat(client.report().get("failed").asBoolean()).isFalse();
      assertThat(client.exitCode()).isZero();
    }
  }

  @Test
  void logsAnUnknownHostInOneLine() throws Exception {
    try (ClientProcess client =
        ClientProcess.start("--target", "nosuch.invalid:1", "-n", "20", "-c", "1")) {
      client.report();
      assertThat(client.stderr()).hasSize(1).allMatch(line -> line.startsWith("meshlab-client: "));
    }
  }

  @Test
  void printsTheReportWhenInterruptedAndExitsWith130() throws Exception {
    try (ClientProcess client = unending()) {
      client.await(record -> record.path("calls").asLong() > 0);
      client.interrupt();
      assertThat(client.report().get("ok").asLong()).isEqualTo(served.get()).isPositive();
      assertThat(client.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void printsTheReportWhenTerminatedAndExitsWith143() throws Exception {
    try (ClientProcess client = unending()) {
      client.await(record -> record.path("calls").asLong() > 0);
      client.terminate();
      assertThat(client.report().get("ok").asLong()).isEqualTo(served.get());
      assertThat(client.exitCode()).isEqualTo(143);
    }
  }

  @Test
  void endsAfterTheGraceHoweverOftenItIsInterruptedWhileCallsHang() throws Exception {
    silent = true;
    try (ClientProcess client = unending("--grace", "1s", "--concurrency", "4")) {
      asked.acquire(4);
      client.interrupt();
      client.interrupt();
      assertThat(client.report().get("abandoned").asLong()).isEqualTo(4);
      assertThat(client.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void endsWithOneWhenNobodyReadsItsOutput() throws Exception {
    try (ClientProcess client = unending()) {
      client.await(record -> record.get("type").asText().equals("config"));
      client.closeStdout();
      assertThat(client.exitCode()).isEqualTo(1);
    }
  }

  private ClientProcess unending(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of(more));
    args.addAll(List.of("--target", target, "--duration", "0s", "--interval", "100ms"));
    if (!args.contains("--warm-up")) {
      args.addAll(List.of("--warm-up", "0"));
    }
    return ClientProcess.start(args.toArray(new String[0]));
  }

  private final class Echo extends EchoServiceImplBase {
    @Override
    public void echo(EchoRequest request, StreamObserver<EchoResponse> replies) {
      asked.release();
      if (silent) {
        return;
      }
      if (served.incrementAndGet() % 4 == 0 && failing) {
        replies.onError(Status.INTERNAL.asRuntimeException());
        return;
      }
      replies.onNext(EchoResponse.newBuilder().setServerUuid("server-1").build());
      replies.onCompleted();
    }
  }
}
