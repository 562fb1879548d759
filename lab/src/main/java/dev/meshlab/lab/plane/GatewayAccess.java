package dev.meshlab.lab.plane;

import dev.meshlab.client.channel.ClientTls;
import dev.meshlab.client.channel.Security;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.certificate.Authority;
import dev.meshlab.lab.certificate.Pem;
import dev.meshlab.mesh.model.ServerTls;
import dev.meshlab.mesh.translate.xds.Resources;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The ways of a client outside the mesh into a gateway. */
final class GatewayAccess {

  private final Resources resources;
  private final List<GatewayTarget> doors;
  private final String trusted;
  private final Pem client;

  /**
   * @param trusted what the client trusts, as PEM
   * @param client what it shows to a gateway that looks at clients' certificates
   */
  GatewayAccess(Resources resources, List<GatewayTarget> doors, String trusted, Pem client) {
    this.resources = resources;
    this.doors = doors;
    this.trusted = trusted;
    this.client = client;
  }

  Optional<ListenerAccess> to(Target target) {
    return doors.stream()
        .filter(door -> door.leadsTo(target))
        .flatMap(door -> through(door, target).stream())
        .findFirst();
  }

  private Optional<ListenerAccess> through(GatewayTarget door, Target target) {
    return door.listener(resources, target)
        .map(listener -> new ListenerAccess(listener, security(door)));
  }

  private Security security(GatewayTarget door) {
    return door.client() == ClientTls.PLAIN_TEXT
        ? Security.plainText()
        : door.tls().map(tls -> security(tls, door.client())).orElseGet(Security::plainText);
  }

  private Security security(ServerTls tls, ClientTls how) {
    String authorities = how == ClientTls.DISTRUSTING ? new Authority().certificate() : trusted;
    try {
      TlsChannelCredentials.Builder credentials =
          TlsChannelCredentials.newBuilder().trustManager(Pem.stream(authorities));
      if (tls.mode().validatesClients()) {
        credentials.keyManager(client.chainStream(), client.keyStream());
      }
      return Security.tls(credentials.build(), tls.mode().validatesClients());
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory can always be read", impossible);
    }
  }
}
