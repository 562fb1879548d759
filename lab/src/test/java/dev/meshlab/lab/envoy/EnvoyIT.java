package dev.meshlab.lab.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.controlplane.NodeGroup;
import dev.meshlab.lab.controlplane.RejectedConfiguration;
import dev.meshlab.lab.controlplane.Rejection;
import dev.meshlab.lab.controlplane.SampleResources;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.lab.process.Teardown;
import dev.meshlab.mesh.translate.xds.Resources;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("envoy")
@Timeout(120)
class EnvoyIT {
  private static final NodeGroup GROUP = new NodeGroup("sidecar~1");
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final Teardown teardown = new Teardown();
  private EchoBackend a;
  private EchoBackend b;
  private ControlPlane controlPlane;
  private EnvoyProcess envoy;
  private Resources resources;

  @BeforeEach
  void start() throws Exception {
    a = teardown.add(new EchoBackend("a"));
    b = teardown.add(new EchoBackend("b"));
    controlPlane = teardown.add(ControlPlane.start());
    resources = SampleResources.sidecar("outbound|80||echo", a.port(), b.port());
    controlPlane.publish(GROUP, resources);
    Sandbox sandbox = teardown.add(Sandbox.open());
    Sidecar sidecar = new Sidecar(GROUP.id(), "client", "region", "zone", 1);
    envoy =
        teardown.add(EnvoyProcess.start(sandbox, fetched(), sidecar, controlPlane.port(), BOUND));
    controlPlane.awaitLive(GROUP, BOUND);
    envoy.admin().awaitWarm(BOUND);
  }

  /** Never skipped: without Envoy this fails and says what to do. */
  static EnvoyBinary.Found fetched() {
    EnvoyBinary binary = EnvoyBinary.find(null, System.getenv());
    if (binary instanceof EnvoyBinary.Missing missing) {
      throw new AssertionError(missing.reason() + ". " + missing.remedy());
    }
    return (EnvoyBinary.Found) binary;
  }

  @AfterEach
  void stop() {
    teardown.close();
  }

  @Test
  void balancesTheCallsOfOneChannelAndCountsThemExactly() throws Exception {
    Map<String, Integer> replies = call(100);

    assertThat(replies).isEqualTo(Map.of("a", 50, "b", 50));
    assertThat(envoy.admin().endpoints()).contains(counters(a, 50), counters(b, 50));
    assertThat(envoy.admin().downstreamConnections()).isOne();
    assertThat(envoy.admin().stats("^http.lab.downstream_rq_total$"))
        .isEqualTo(Map.of("http.lab.downstream_rq_total", 100L));
  }

  @Test
  void servesAnUpdateOnceItIsLive() throws Exception {
    call(1);

    for (int i = 0; i < 20; i++) {
      EchoBackend only = i % 2 == 0 ? a : b;
      controlPlane.publish(GROUP, SampleResources.sidecar("outbound|80||echo", only.port()));
      controlPlane.awaitLive(GROUP, BOUND);

      assertThat(call(20)).isEqualTo(Map.of(only == a ? "a" : "b", 20));
    }
  }

  @Test
  void failsNoCallWhileClustersComeAndGo() throws Exception {
    call(1);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Set<String>> caller = CompletableFuture.supplyAsync(() -> callUntil(done));

    for (int i = 0; i < 100; i++) {
      EchoBackend only = i % 2 == 0 ? b : a;
      controlPlane.publish(GROUP, SampleResources.sidecar("cluster-" + i % 3, only.port()));
      controlPlane.awaitLive(GROUP, BOUND);
    }

    done.set(true);
    assertThat(caller.get()).containsExactlyInAnyOrder("a", "b");
  }

  private Set<String> callUntil(AtomicBoolean done) {
    Set<String> names = new TreeSet<>();
    while (!done.get()) {
      try {
        names.addAll(call(20).keySet());
      } catch (Exception e) {
        throw new CompletionException(e);
      }
    }
    return names;
  }

  @Test
  void quotesARejectionOnceAndKeepsServingWhatItHad() throws Exception {
    controlPlane.publish(GROUP, SampleResources.withBadRegex(resources));

    assertThatExceptionOfType(RejectedConfiguration.class)
        .isThrownBy(() -> controlPlane.awaitLive(GROUP, BOUND))
        .withMessageEndingWith("missing ]: [");

    assertThat(call(10)).isEqualTo(Map.of("a", 5, "b", 5));
    assertThat(controlPlane.rejections(GROUP))
        .extracting(Rejection::message)
        .containsExactly("missing ]: [");
    assertThat(envoy.admin().hasRefused()).isTrue();
    assertThat(envoy.admin().stats("update_rejected$").values().stream().mapToLong(x -> x).sum())
        .isOne();
    controlPlane.publish(GROUP, resources);
    controlPlane.awaitLive(GROUP, BOUND);
  }

  @Test
  void noticesThatEnvoyWasKilled() throws Exception {
    ProcessHandle.of(envoy.pid()).orElseThrow().destroyForcibly();

    assertThat(envoy.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS)).isEqualTo(128 + 9);
    assertThat(envoy.alive()).isFalse();
    assertThatIOException().isThrownBy(() -> envoy.admin().live());
  }

  @Test
  void quotesTheLogOfAnEnvoyThatDoesNotStart() throws Exception {
    Sandbox sandbox = teardown.add(Sandbox.open());
    Sidecar sidecar = new Sidecar("other", "client", "", "", 1);
    int noPort = 70_000;

    assertThatExceptionOfType(EnvoyFailed.class)
        .isThrownBy(() -> EnvoyProcess.start(sandbox, fetched(), sidecar, noPort, BOUND))
        .withMessageContaining("Envoy ended with exit code 1")
        .withMessageContaining("PortValue");
  }

  private Map<String, Integer> call(int calls) throws Exception {
    int port = envoy.admin().listenerPorts().get(SampleResources.LISTENER);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      Map<String, Integer> replies = new TreeMap<>();
      var stub = EchoServiceGrpc.newBlockingStub(channel);
      for (int i = 0; i < calls; i++) {
        replies.merge(stub.echo(EchoRequest.getDefaultInstance()).getServerUuid(), 1, Integer::sum);
      }
      return replies;
    } finally {
      channel.shutdownNow().awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static EndpointCounters counters(EchoBackend backend, long calls) {
    return new EndpointCounters(
        "outbound|80||echo", "127.0.0.1", backend.port(), calls, calls, 0, 1, 0, false);
  }
}
