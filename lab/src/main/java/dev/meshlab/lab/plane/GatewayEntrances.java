package dev.meshlab.lab.plane;

import dev.meshlab.lab.certificate.Pem;
import dev.meshlab.lab.verdict.ListenerContent;
import dev.meshlab.mesh.model.ServerTls;
import dev.meshlab.mesh.translate.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** How a client outside the mesh enters a gateway. */
final class GatewayEntrances {

  private final Resources resources;
  private final List<GatewayDoor> doors;
  private final String trusted;
  private final Pem client;

  /**
   * @param trusted what the client trusts, as PEM
   * @param client what it shows to a gateway that looks at clients' certificates
   */
  GatewayEntrances(Resources resources, List<GatewayDoor> doors, String trusted, Pem client) {
    this.resources = resources;
    this.doors = doors;
    this.trusted = trusted;
    this.client = client;
  }

  Optional<Entrance> to(Target target) {
    return doors.stream()
        .filter(door -> door.target().equals(target))
        .flatMap(door -> listener(door).map(listener -> entrance(door, listener)).stream())
        .findFirst();
  }

  private Optional<Listener> listener(GatewayDoor door) {
    return resources.listeners().stream()
        .filter(listener -> listener.getName().equals(door.listener()))
        .findFirst();
  }

  private Entrance entrance(GatewayDoor door, Listener listener) {
    return new Entrance(
        ListenerContent.forServerName(listener, door.target().host()),
        door.tls().map(this::credentials).orElseGet(InsecureChannelCredentials::create));
  }

  private ChannelCredentials credentials(ServerTls tls) {
    try {
      TlsChannelCredentials.Builder credentials =
          TlsChannelCredentials.newBuilder().trustManager(Pem.stream(trusted));
      if (tls.mode().validatesClients()) {
        credentials.keyManager(client.chainStream(), client.keyStream());
      }
      return credentials.build();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory can always be read", impossible);
    }
  }
}
