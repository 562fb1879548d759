package dev.meshlab.lab.controlplane;

import static dev.meshlab.lab.controlplane.XdsType.CDS;
import static dev.meshlab.lab.controlplane.XdsType.EDS;
import static dev.meshlab.lab.controlplane.XdsType.LDS;
import static dev.meshlab.lab.controlplane.XdsType.RDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.rpc.Status;
import dev.meshlab.lab.controlplane.Liveness.Live;
import dev.meshlab.lab.controlplane.Liveness.Rejected;
import dev.meshlab.lab.controlplane.Liveness.Waiting;
import dev.meshlab.lab.controlplane.Subscription.Answer;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One listener l, its routes r, which lead to the clusters a and b, each with an assignment. */
class AckTrackerTest {
  private static final NodeGroup GROUP = new NodeGroup("g");
  private static final Set<XdsType> ALL = EnumSet.allOf(XdsType.class);
  private static final ReferencedNames CHAIN =
      new ReferencedNames(
          Map.of("l", Set.of("r")),
          Map.of("l", Set.of()),
          Map.of("r", Set.of("a", "b", "not-there")),
          Map.of("a", Set.of("a"), "b", Set.of("b")),
          Set.of());

  private final AckTracker tracker = new AckTracker();

  /** One stream, as a test drives it; each event is one line of the table below. */
  private final class Client {
    private final long id;
    private int nonce;

    private Client(long id) {
      this.id = id;
    }

    Client ask(XdsType type, String... names) {
      return request(type, request(names));
    }

    Client take(XdsType type, String version, String... names) {
      return send(type, version, names).answer(type, version, names);
    }

    Client send(XdsType type, String version, String... names) {
      nonce++;
      tracker.responded(id, type, new Answer("n" + nonce, version, Set.of(names)));
      return this;
    }

    Client answer(XdsType type, String version, String... names) {
      return request(type, request(names).setVersionInfo(version).setResponseNonce("n" + nonce));
    }

    Client refuse(XdsType type, String message, String... names) {
      return request(
          type,
          request(names)
              .setResponseNonce("n" + nonce)
              .setErrorDetail(Status.newBuilder().setMessage(message)));
    }

    private Client request(XdsType type, DiscoveryRequest.Builder request) {
      tracker.requested(id, GROUP, type, request.build());
      return this;
    }

    private static DiscoveryRequest.Builder request(String... names) {
      return DiscoveryRequest.newBuilder().addAllResourceNames(List.of(names));
    }

    /** Takes the first version of everything, as Envoy does. */
    Client sidecar() {
      return ask(CDS)
          .take(CDS, "1")
          .take(CDS, "1", "a", "b")
          .ask(EDS, "a", "b")
          .take(EDS, "1", "a", "b")
          .ask(LDS)
          .take(LDS, "1", "l")
          .ask(RDS, "r")
          .take(RDS, "1", "r");
    }

    /** Takes the first version of everything, as grpc-java does. */
    Client proxyless() {
      return ask(LDS, "l")
          .take(LDS, "1", "l")
          .ask(RDS, "r")
          .take(RDS, "1", "r")
          .ask(CDS, "a", "b", "not-there")
          .take(CDS, "1", "a", "b")
          .ask(EDS, "a", "b")
          .take(EDS, "1", "a", "b");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void isLive(String when, Consumer<Client> events) {
    publish("1");

    events.accept(new Client(1));

    assertThat(tracker.liveness(GROUP, ALL)).isEqualTo(new Live());
  }

  static Stream<Arguments> isLive() {
    return Stream.of(
        row("Envoy took everything", Client::sidecar),
        row("grpc-java took everything", Client::proxyless),
        row(
            "a stale answer comes late",
            c -> c.sidecar().request(EDS, Client.request("a", "b").setResponseNonce("n0"))),
        row(
            "a type was sent again for another name",
            c -> c.proxyless().ask(CDS, "a", "b").take(CDS, "1", "a", "b")),
        row(
            "an error names a nonce that is not the newest",
            c ->
                c.sidecar()
                    .request(
                        RDS,
                        Client.request("r")
                            .setResponseNonce("n0")
                            .setErrorDetail(Status.getDefaultInstance()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void waits(String when, Consumer<Client> events, String expected) {
    publish("1");

    events.accept(new Client(1));

    assertThat(tracker.liveness(GROUP, ALL))
        .isInstanceOfSatisfying(
            Waiting.class, waiting -> assertThat(waiting.missing()).contains(expected));
  }

  static Stream<Arguments> waits() {
    return Stream.of(
        row("no client came", c -> {}, "no client with node id g is connected"),
        row("nothing was sent", c -> c.ask(CDS), "CDS version 1 is not acknowledged"),
        row("no answer", c -> c.ask(CDS).send(CDS, "1", "a"), "CDS version 1 is not acknowledged"),
        row(
            "the answer took another version over",
            c -> c.ask(CDS).send(CDS, "1", "a", "b").answer(CDS, "0"),
            "CDS version 1 is not acknowledged"),
        row(
            "an older version was acknowledged",
            c -> c.ask(CDS).take(CDS, "0", "a", "b"),
            "CDS version 1 is not acknowledged"),
        row(
            "listeners come last",
            c -> c.ask(CDS).take(CDS, "1", "a", "b"),
            "LDS is not asked for yet"),
        row(
            "routes are not followed yet",
            c -> c.ask(LDS, "l").take(LDS, "1", "l"),
            "RDS is not asked for yet"),
        row(
            "clusters are not followed yet",
            c -> c.ask(LDS, "l").take(LDS, "1", "l").ask(RDS, "r").take(RDS, "1", "r"),
            "CDS is not asked for yet"),
        row(
            "a cluster that the new routes lead to is not asked for yet",
            c ->
                c.ask(LDS, "l")
                    .take(LDS, "1", "l")
                    .ask(RDS, "r")
                    .take(RDS, "1", "r")
                    .ask(CDS, "a")
                    .take(CDS, "1", "a"),
            "CDS version 1 is not acknowledged"),
        row(
            "endpoints were taken back",
            c -> c.proxyless().answer(EDS, "1"),
            "EDS is not asked for yet"));
  }

  @Test
  void waitsForEveryClientOfTheGroup() {
    publish("1");
    new Client(1).sidecar();
    new Client(2).ask(CDS);

    assertThat(tracker.liveness(GROUP, ALL)).isInstanceOf(Waiting.class);

    tracker.closed(2);
    assertThat(tracker.liveness(GROUP, ALL)).isEqualTo(new Live());
  }

  @Test
  void waitsForNothingThatWasNotPublished() {
    assertThat(tracker.liveness(GROUP, ALL))
        .isEqualTo(new Waiting(List.of("nothing was published")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void isRejected(String when, Consumer<Client> then) {
    publish("1");
    Client client = new Client(1).sidecar();
    publish("2");

    then.accept(client.send(RDS, "2", "r").refuse(RDS, "no", "r"));

    Rejection rejection = new Rejection(GROUP, RDS, "2", "no");
    assertThat(tracker.liveness(GROUP, ALL)).isEqualTo(new Rejected(rejection));
    assertThat(tracker.rejections(GROUP)).containsExactly(rejection);
  }

  static Stream<Arguments> isRejected() {
    return Stream.of(
        row("at once", c -> {}),
        row("although acknowledged later", c -> c.answer(RDS, "2", "r")),
        row("although sent again and acknowledged", c -> c.take(RDS, "2", "r")),
        row("once, however often it is said", c -> c.refuse(RDS, "no", "r")),
        row("although the stream asks for more", c -> c.answer(RDS, "1", "r", "more")));
  }

  @Test
  void staysRejectedWhenOtherTypesArePublished() {
    Client client = rejectedRoutes();

    tracker.published(GROUP, version("3", "2"), CHAIN);
    client.take(CDS, "3", "a", "b").take(EDS, "3", "a", "b").take(LDS, "3", "l");

    assertThat(tracker.liveness(GROUP, ALL)).isInstanceOf(Rejected.class);
  }

  @Test
  void isRepairedByAnotherVersionOfTheType() {
    Client client = rejectedRoutes();

    tracker.published(GROUP, version("1", "3"), CHAIN);
    assertThat(tracker.liveness(GROUP, ALL)).isInstanceOf(Waiting.class);
    client.take(RDS, "3", "r");

    assertThat(tracker.liveness(GROUP, ALL)).isEqualTo(new Live());
    assertThat(tracker.rejections(GROUP)).hasSize(1);
  }

  @Test
  void doesNotHoldARejectionAgainstAVersionPublishedMeanwhile() {
    publish("1");
    Client client = new Client(1).sidecar().send(RDS, "2", "r");
    tracker.published(GROUP, version("1", "3"), CHAIN);

    client.refuse(RDS, "no", "r").take(RDS, "3", "r");

    assertThat(tracker.liveness(GROUP, ALL)).isEqualTo(new Live());
  }

  private Client rejectedRoutes() {
    publish("1");
    Client client = new Client(1).sidecar();
    tracker.published(GROUP, version("1", "2"), CHAIN);
    return client.send(RDS, "2", "r").refuse(RDS, "no", "r");
  }

  private void publish(String version) {
    tracker.published(GROUP, version(version, version), CHAIN);
  }

  private static Version version(String version, String routes) {
    return new Version(Map.of(CDS, version, EDS, version, LDS, version, RDS, routes));
  }

  private static Arguments row(String when, Consumer<Client> events) {
    return arguments(when, events);
  }

  private static Arguments row(String when, Consumer<Client> events, String expected) {
    return arguments(when, events, expected);
  }
}
