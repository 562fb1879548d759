package dev.meshlab.lab.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ControlPlaneTest {
  private static final NodeGroup GROUP = new NodeGroup("envoy");
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private static final Resources GOOD = SampleResources.sidecar("a", 1);
  private static final Resources BAD = SampleResources.withBadRegex(GOOD);
  private static final Resources REPAIRED = SampleResources.sidecar("a", 1, 2);
  private static final Resources TWO_CLUSTERS =
      new Resources(
          List.of(SampleResources.cluster("a"), SampleResources.cluster("b")),
          List.of(),
          List.of(),
          List.of());

  private ControlPlane controlPlane;
  private FakeClient client;

  @BeforeEach
  void start() throws IOException {
    controlPlane = ControlPlane.start();
    client = new FakeClient(controlPlane.port(), GROUP);
  }

  @AfterEach
  void stop() {
    client.close();
    controlPlane.close();
  }

  @Test
  void isLiveOnceEveryTypeIsAcknowledged() throws Exception {
    controlPlane.publish(GROUP, GOOD);

    client.takeAll();

    controlPlane.awaitLive(GROUP, BOUND);
  }

  @Test
  void saysWhichTypeStillWaits() throws Exception {
    controlPlane.publish(GROUP, GOOD);
    client.ask(XdsType.CDS);
    client.accept(client.next(XdsType.CDS));
    client.ask(XdsType.LDS);
    client.next(XdsType.LDS);

    assertThatExceptionOfType(UnacknowledgedConfiguration.class)
        .isThrownBy(() -> controlPlane.awaitLive(GROUP, AT_ONCE))
        .withMessageContaining("EDS is not asked for yet")
        .withMessageContaining("LDS version ")
        .withMessageContaining("RDS is not asked for yet");
  }

  @Test
  void saysThatNoClientIsConnected() {
    NodeGroup empty = new NodeGroup("empty");
    controlPlane.publish(empty, GOOD);

    assertThatExceptionOfType(UnacknowledgedConfiguration.class)
        .isThrownBy(() -> controlPlane.awaitLive(empty, AT_ONCE))
        .withMessageContaining("no client with node id empty is connected");
  }

  @Test
  void quotesTheClientThatRejects() throws Exception {
    controlPlane.publish(GROUP, GOOD);
    client.takeAll();
    Version bad = controlPlane.publish(GROUP, BAD);

    client.reject(client.next(XdsType.RDS), "missing ]: [");

    assertThatExceptionOfType(RejectedConfiguration.class)
        .isThrownBy(() -> controlPlane.awaitLive(GROUP, BOUND))
        .withMessage("envoy rejects RDS version %s: missing ]: [", bad.of(XdsType.RDS));
    assertThat(controlPlane.rejections(GROUP))
        .containsExactly(new Rejection(GROUP, XdsType.RDS, bad.of(XdsType.RDS), "missing ]: ["));
  }

  /** The last request is answered last, so nothing came in between for the rejection. */
  @ParameterizedTest
  @MethodSource
  void sendsARejectedVersionOnce(String... names) throws Exception {
    controlPlane.publish(GROUP, BAD);
    client.ask(XdsType.RDS, names);

    client.reject(client.next(XdsType.RDS), "no", names);
    client.ask(XdsType.LDS);

    client.next(XdsType.LDS);
    assertThat(client.waiting()).isZero();
  }

  static Stream<Arguments> sendsARejectedVersionOnce() {
    return Stream.of(
        arguments((Object) new String[] {}),
        arguments((Object) new String[] {SampleResources.ROUTES}));
  }

  @Test
  void sendsARejectedVersionAgainWithWhatElseIsAskedFor() throws Exception {
    controlPlane.publish(GROUP, TWO_CLUSTERS);
    client.ask(XdsType.CDS, "a");

    client.reject(client.next(XdsType.CDS), "no", "a", "b");

    assertThat(client.next(XdsType.CDS).getResourcesCount()).isEqualTo(2);
  }

  @Test
  void keepsARejectionAlthoughTheSameVersionIsAcknowledgedLater() throws Exception {
    controlPlane.publish(GROUP, GOOD);
    client.takeAll();
    controlPlane.publish(GROUP, BAD);
    DiscoveryResponse bad = client.next(XdsType.RDS);

    client.reject(bad, "no");
    client.accept(bad);

    assertThatExceptionOfType(RejectedConfiguration.class)
        .isThrownBy(() -> controlPlane.awaitLive(GROUP, BOUND));
  }

  @Test
  void takesARepairAfterARejection() throws Exception {
    controlPlane.publish(GROUP, GOOD);
    client.takeAll();
    controlPlane.publish(GROUP, BAD);
    client.reject(client.next(XdsType.RDS), "no");

    controlPlane.publish(GROUP, REPAIRED);
    client.accept(client.next(XdsType.EDS));
    client.accept(client.next(XdsType.RDS));

    controlPlane.awaitLive(GROUP, BOUND);
  }

  @Test
  void deliversWhatWasPublishedWhileARejectionWasOnItsWay() throws Exception {
    controlPlane.publish(GROUP, GOOD);
    client.takeAll();
    controlPlane.publish(GROUP, BAD);
    DiscoveryResponse bad = client.next(XdsType.RDS);
    controlPlane.publish(GROUP, REPAIRED);
    client.accept(client.next(XdsType.EDS));

    client.reject(bad, "no");
    client.accept(client.next(XdsType.RDS));

    controlPlane.awaitLive(GROUP, BOUND);
  }

  @Test
  void publishesNothingForTheSameContent() throws Exception {
    Version first = controlPlane.publish(GROUP, GOOD);
    client.ask(XdsType.CDS);
    client.accept(client.next(XdsType.CDS));

    Version second = controlPlane.publish(GROUP, SampleResources.sidecar("a", 1));
    client.ask(XdsType.LDS);

    assertThat(second).isEqualTo(first);
    assertThat(client.next(XdsType.LDS).getVersionInfo()).isEqualTo(first.of(XdsType.LDS));
  }

  @Test
  void sendsAgainOnlyTheTypesThatChanged() throws Exception {
    controlPlane.publish(GROUP, GOOD);
    client.takeAll();

    controlPlane.publish(GROUP, REPAIRED);
    client.accept(client.next(XdsType.EDS));

    controlPlane.awaitLive(GROUP, BOUND);
    assertThat(client.waiting()).isZero();
  }

  @Test
  void forgetsAClientThatDied() throws Exception {
    controlPlane.publish(GROUP, GOOD);
    FakeClient dying = new FakeClient(controlPlane.port(), GROUP);
    dying.ask(XdsType.CDS);
    dying.next(XdsType.CDS);
    client.takeAll();
    assertThatExceptionOfType(UnacknowledgedConfiguration.class)
        .isThrownBy(() -> controlPlane.awaitLive(GROUP, AT_ONCE));

    dying.close();

    controlPlane.awaitLive(GROUP, BOUND);
  }

  @Test
  void answersWithWhatThereIsWhenAskedForMore() throws Exception {
    controlPlane.publish(GROUP, GOOD);

    client.ask(XdsType.CDS, "a", "not-there");

    assertThat(client.next(XdsType.CDS).getResourcesCount()).isOne();
  }

  @Test
  void completesAClusterWithoutEndpoints() throws Exception {
    controlPlane.publish(
        GROUP,
        new Resources(List.of(SampleResources.cluster("a")), List.of(), List.of(), List.of()));

    client.ask(XdsType.EDS, "a");

    DiscoveryResponse response = client.next(XdsType.EDS);
    assertThat(response.getResources(0).unpack(ClusterLoadAssignment.class))
        .isEqualTo(ClusterLoadAssignment.newBuilder().setClusterName("a").build());
  }

  @Test
  void takesAClusterAwayOnceNothingLeadsThereAnyMore() throws Exception {
    controlPlane.publish(GROUP, GOOD);
    client.takeAll();

    controlPlane.publish(GROUP, SampleResources.sidecar("b", 2));

    DiscoveryResponse both = client.next(XdsType.CDS);
    assertThat(both.getResourcesCount()).isEqualTo(2);
    client.accept(both);
    client.accept(client.next(XdsType.EDS));
    client.accept(client.next(XdsType.RDS));
    assertThat(client.next(XdsType.CDS).getResourcesList())
        .extracting(any -> any.unpack(Cluster.class).getName())
        .containsExactly("b");
  }

  /** The old routes stay in force, so the cluster to which they lead must stay as well. */
  @Test
  void keepsTheOldClustersWhileTheNewRoutesAreRejected() throws Exception {
    controlPlane.publish(GROUP, GOOD);
    client.takeAll();

    controlPlane.publish(GROUP, SampleResources.withBadRegex(SampleResources.sidecar("b", 2)));

    client.accept(client.next(XdsType.CDS));
    client.accept(client.next(XdsType.EDS));
    client.reject(client.next(XdsType.RDS), "no");
    controlPlane.publish(GROUP, GOOD);
    client.accept(client.next(XdsType.RDS));
    assertThat(client.next(XdsType.CDS).getResourcesList())
        .extracting(any -> any.unpack(Cluster.class).getName())
        .containsExactly("a");
  }
}
