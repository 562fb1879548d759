package dev.meshlab.lab.fleet;

import static dev.meshlab.lab.fleet.PodSpecs.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class FleetIT {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final List<String> progress = new ArrayList<>();
  private Sandbox sandbox;

  @BeforeEach
  void open() throws Exception {
    sandbox = Sandbox.open();
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void runsEachPodUnderTheIdentityOfItsSpec() throws Exception {
    try (Fleet fleet = start(pod("a"), pod("b"), pod("c"))) {
      assertThat(progress).containsExactly("1/3", "2/3", "3/3");
      assertThat(fleet.pods())
          .extracting(PodProcess::uuid)
          .containsExactly("uid-a", "uid-b", "uid-c");
      assertThat(fleet.pods()).allMatch(PodProcess::alive);
      for (PodProcess pod : fleet.pods()) {
        assertThat(describe(pod))
            .isEqualTo(
                ServerIdentity.newBuilder()
                    .setUuid(pod.uuid())
                    .setPod(pod.spec().name())
                    .setNamespace("shop")
                    .setIp("10.0.0.1")
                    .setNode("node")
                    .setVersion("v1")
                    .setRegion("region")
                    .build());
      }
    }
  }

  @Test
  void readsWhatAPodServedUntilItIsDead() throws Exception {
    try (Fleet fleet = start(pod("a"))) {
      PodProcess pod = fleet.pods().get(0);
      assertThat(pod.ledger()).contains(PodLedger.NONE);

      describe(pod);
      describe(pod);
      assertThat(pod.ledger()).contains(new PodLedger(2, Map.of("OK", 2L), 2, 2, PodNotes.NONE));

      pod.kill();
      assertThat(pod.ledger()).isEmpty();
      assertThat(pod.alive()).isFalse();
      assertThat(pod.exitCode()).hasValue(128 + 9);
      assertThatExceptionOfType(PodFailed.class)
          .isThrownBy(() -> pod.turn(PodSwitch.HEALTH, false))
          .withMessageContaining("pod a did not change to NOT_SERVING");
    }
  }

  @Test
  void noticesAPodThatIsKilled() throws Exception {
    try (Fleet fleet = start(pod("a"), pod("b"))) {
      PodProcess victim = fleet.pods().get(1);

      ProcessHandle.of(victim.pid()).orElseThrow().destroyForcibly();

      assertThat(victim.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS)).isEqualTo(128 + 9);
      assertThat(fleet.pods().get(0).alive()).isTrue();
    }
  }

  @Test
  void turnsTheHealthOfAPod() throws Exception {
    try (Fleet fleet = start(pod("a"))) {
      PodProcess pod = fleet.pods().get(0);

      pod.turn(PodSwitch.HEALTH, false);
      assertThat(health(pod)).isEqualTo(ServingStatus.NOT_SERVING);

      pod.turn(PodSwitch.HEALTH, true);
      assertThat(health(pod)).isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void drainsAPodThatIsTerminated() throws Exception {
    try (Fleet fleet = start(pod("a"))) {
      PodProcess pod = fleet.pods().get(0);

      pod.terminate(BOUND);

      assertThat(pod.exitCode()).hasValue(0);
    }
  }

  @Test
  void quotesThePodThatDoesNotStartAndLeavesNone() {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();

    assertThatExceptionOfType(PodFailed.class)
        .isThrownBy(() -> start(pod("a"), pod("b", "--rate=abc")))
        .withMessageContaining("pod b ended with exit code 2 before it served")
        .withMessageContaining("--rate=abc");

    assertThat(ProcessHandle.current().children().filter(child -> !before.contains(child)))
        .flatExtracting(child -> child.info().command().stream().toList())
        .noneMatch(command -> String.valueOf(command).endsWith("java"));
  }

  @Test
  void leavesNoPodWhenClosed() throws Exception {
    Fleet fleet = start(pod("a"), pod("b"));

    fleet.close();
    fleet.close();

    assertThat(fleet.pods()).extracting(p -> p.exitCode().orElseThrow()).containsExactly(0, 0);
  }

  @Test
  void isEmptyWithoutPods() throws Exception {
    try (Fleet fleet = start()) {
      assertThat(fleet.pods()).isEmpty();
    }
  }

  private Fleet start(PodSpec... pods) throws Exception {
    return Fleet.start(
        sandbox,
        ServerArtefact.find(),
        List.of(pods),
        BOUND,
        (ready, of) -> progress.add(ready + "/" + of));
  }

  private static ServerIdentity describe(PodProcess pod) throws Exception {
    EchoRequest request = EchoRequest.newBuilder().setDescribe(true).build();
    EchoResponse response =
        with(pod, channel -> EchoServiceGrpc.newBlockingStub(channel).echo(request));
    assertThat(response.getServerUuid()).isEqualTo(pod.uuid());
    return response.getServer();
  }

  private static ServingStatus health(PodProcess pod) throws Exception {
    HealthCheckRequest request = HealthCheckRequest.getDefaultInstance();
    return with(pod, channel -> HealthGrpc.newBlockingStub(channel).check(request)).getStatus();
  }

  private static <T> T with(PodProcess pod, Function<ManagedChannel, T> call) throws Exception {
    ManagedChannel channel = Probe.channel(pod.port());
    try {
      return call.apply(channel);
    } finally {
      channel.shutdownNow().awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
