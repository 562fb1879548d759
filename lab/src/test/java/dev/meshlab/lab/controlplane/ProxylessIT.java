package dev.meshlab.lab.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meshlab.lab.envoy.EchoBackend;
import dev.meshlab.lab.process.Teardown;
import dev.meshlab.mesh.translate.xds.Resources;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.NameResolverRegistry;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.xds.XdsNameResolverProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The control plane with grpc-java's own xDS client, which asks for everything by name. */
@Timeout(120)
class ProxylessIT {
  private static final NodeGroup GROUP = new NodeGroup("proxyless");
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final String SCHEME = "proxylessit";

  private final Teardown teardown = new Teardown();
  private EchoBackend a;
  private EchoBackend b;
  private ControlPlane controlPlane;
  private EchoServiceGrpc.EchoServiceBlockingStub client;

  @BeforeEach
  void start() throws Exception {
    a = teardown.add(new EchoBackend("a"));
    b = teardown.add(new EchoBackend("b"));
    controlPlane = teardown.add(ControlPlane.start());
    Map<String, ?> server =
        Map.of(
            "server_uri",
            "127.0.0.1:" + controlPlane.port(),
            "channel_creds",
            List.of(Map.of("type", "insecure")),
            "server_features",
            List.of("xds_v3"));
    XdsNameResolverProvider resolver =
        XdsNameResolverProvider.createForTest(
            SCHEME, Map.of("xds_servers", List.of(server), "node", Map.of("id", GROUP.id())));
    NameResolverRegistry.getDefaultRegistry().register(resolver);
    teardown.add(() -> NameResolverRegistry.getDefaultRegistry().deregister(resolver));
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(SCHEME + ":///" + SampleResources.LISTENER)
            .usePlaintext()
            .build();
    teardown.add(channel::shutdownNow);
    client = EchoServiceGrpc.newBlockingStub(channel).withWaitForReady();
  }

  @AfterEach
  void stop() {
    teardown.close();
  }

  @Test
  void isLiveForAClientThatHasMadeItsFirstCall() throws Exception {
    controlPlane.publish(GROUP, SampleResources.proxyless("a", a.port()));

    assertThat(call()).isEqualTo("a");

    controlPlane.awaitLive(GROUP, BOUND);
  }

  @Test
  void quotesARejectionOnceAndKeepsServingWhatItHad() throws Exception {
    Resources resources = SampleResources.proxyless("a", a.port());
    controlPlane.publish(GROUP, resources);
    call();
    controlPlane.publish(GROUP, SampleResources.withBadRegex(resources));

    assertThatExceptionOfType(RejectedConfiguration.class)
        .isThrownBy(() -> controlPlane.awaitLive(GROUP, BOUND))
        .withMessageContaining("missing closing ]");
    assertThat(call()).isEqualTo("a");
    assertThat(controlPlane.rejections(GROUP)).hasSize(1);
  }

  /**
   * Each cluster is a new one: grpc-java 1.85 puts its channel into panic mode if a cluster comes
   * back in the instant in which the last call to it ends (the AssertionError in
   * XdsNameResolver.ConfigSelector.releaseCluster, which takes 0 to 1 for impossible).
   */
  @Test
  void failsNoCallWhileClustersComeAndGo() throws Exception {
    controlPlane.publish(GROUP, SampleResources.proxyless("first", a.port()));
    call();
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Set<String>> caller = CompletableFuture.supplyAsync(() -> callUntil(done));

    for (int round = 0; round < 20; round++) {
      EchoBackend next = round % 2 == 0 ? b : a;
      controlPlane.publish(GROUP, SampleResources.proxyless("round-" + round, next.port()));
      controlPlane.awaitLive(GROUP, BOUND);
    }

    done.set(true);
    assertThat(caller.get()).containsExactlyInAnyOrder("a", "b");
  }

  private Set<String> callUntil(AtomicBoolean done) {
    Set<String> names = new TreeSet<>();
    while (!done.get()) {
      names.add(call());
    }
    return names;
  }

  private String call() {
    return client.echo(EchoRequest.getDefaultInstance()).getServerUuid();
  }
}
