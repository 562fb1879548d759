package dev.meshlab.lab.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadGenerator;
import dev.meshlab.client.report.Report;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.controlplane.NodeGroup;
import dev.meshlab.lab.controlplane.SampleResources;
import dev.meshlab.lab.fleet.Fleet;
import dev.meshlab.lab.fleet.PodProcess;
import dev.meshlab.lab.fleet.PodSpec;
import dev.meshlab.lab.fleet.ServerArtefact;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.lab.process.Teardown;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pod goes while a client calls through Envoy, which gets the news before the pod does. */
@Tag("envoy")
@Timeout(120)
class DrainIT {
  private static final NodeGroup GROUP = new NodeGroup("sidecar");
  private static final String CLUSTER = "outbound|80||server";
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final Teardown teardown = new Teardown();
  private final BlockingQueue<Long> callsPerInterval = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> health = new LinkedBlockingQueue<>();
  private List<PodProcess> pods;
  private ControlPlane controlPlane;
  private LoadGenerator generator;

  @BeforeEach
  void start() throws Exception {
    Sandbox sandbox = teardown.add(Sandbox.open());
    pods =
        teardown
            .add(
                Fleet.start(
                    sandbox,
                    ServerArtefact.find(),
                    Stream.of("a", "b", "c").map(DrainIT::pod).toList(),
                    BOUND,
                    (ready, of) -> {}))
            .pods();
    controlPlane = teardown.add(ControlPlane.start());
    publish(pods);
    Sidecar sidecar = new Sidecar(GROUP.id(), "client", "", "", 1);
    EnvoyProcess envoy =
        teardown.add(
            EnvoyProcess.start(sandbox, EnvoyIT.fetched(), sidecar, controlPlane.port(), BOUND));
    controlPlane.awaitLive(GROUP, BOUND);
    envoy.admin().awaitWarm(BOUND);
    int port = envoy.admin().listenerPorts().get(SampleResources.LISTENER);
    Load load = Load.builder().duration(Duration.ofMinutes(1)).build();
    generator = teardown.add(new LoadGenerator(load, connection -> channelTo(port)));
  }

  @AfterEach
  void stop() {
    teardown.close();
  }

  private static PodSpec pod(String name) {
    return new PodSpec(
        name,
        "shop",
        "uid-" + name,
        "v1",
        "",
        "",
        "",
        "",
        Map.of(),
        List.of("--shutdown-delay=2s"));
  }

  private void publish(List<PodProcess> ready) {
    int[] ports = ready.stream().mapToInt(PodProcess::port).toArray();
    controlPlane.publish(GROUP, SampleResources.sidecar(CLUSTER, ports));
  }

  private static ManagedChannel channelTo(int port) {
    return ManagedChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .directExecutor()
        .build();
  }

  @Test
  void failsNoCallWhenAPodIsWithdrawnAndThenTerminated() throws Exception {
    PodProcess leaving = pods.get(0);
    ManagedChannel direct = channelTo(leaving.port());
    teardown.add(direct::shutdownNow);
    watchHealth(direct);
    assertThat(next(health)).isEqualTo("SERVING");
    CompletableFuture<Report> underLoad = CompletableFuture.supplyAsync(this::load);
    awaitCalls();

    publish(pods.subList(1, 3));
    controlPlane.awaitLive(GROUP, BOUND);
    ProcessHandle.of(leaving.pid()).orElseThrow().destroy();

    assertThat(next(health)).isEqualTo("NOT_SERVING");
    // After a GOAWAY this would need a new connection, which would no longer be accepted.
    assertThat(EchoServiceGrpc.newBlockingStub(direct).echo(EchoRequest.getDefaultInstance()))
        .as("a call after NOT_SERVING, on the same connection")
        .satisfies(reply -> assertThat(reply.getServerUuid()).isEqualTo(leaving.uuid()));
    assertThat(leaving.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS)).isZero();
    callsPerInterval.clear();
    awaitCalls();
    generator.stop();
    Report report = underLoad.get(BOUND.toSeconds(), TimeUnit.SECONDS);
    assertThat(report.statuses()).as(report.errors().toString()).containsOnlyKeys("OK");
    assertThat(report.replies()).containsOnlyKeys("uid-a", "uid-b", "uid-c");
    assertThat(report.abandoned()).isZero();
  }

  private Report load() {
    return generator.run(
        Duration.ofMillis(100), interval -> callsPerInterval.add(interval.counts().calls()));
  }

  /** Returns after an interval in which calls were answered. */
  private void awaitCalls() throws InterruptedException {
    long calls;
    do {
      calls = next(callsPerInterval);
    } while (calls == 0);
  }

  private void watchHealth(ManagedChannel channel) {
    HealthGrpc.newStub(channel)
        .watch(
            HealthCheckRequest.getDefaultInstance(),
            new StreamObserver<HealthCheckResponse>() {
              @Override
              public void onNext(HealthCheckResponse response) {
                health.add(response.getStatus().name());
              }

              @Override
              public void onError(Throwable failure) {
                health.add(Status.fromThrowable(failure).toString());
              }

              @Override
              public void onCompleted() {
                health.add("completed");
              }
            });
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(BOUND.toSeconds(), TimeUnit.SECONDS);
    assertThat(next).as("something within " + BOUND).isNotNull();
    return next;
  }
}
