package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.certificate.Authority;
import dev.meshlab.lab.certificate.Subject;
import dev.meshlab.lab.envoy.Sidecar;
import dev.meshlab.mesh.loopback.AccessLogs;
import dev.meshlab.mesh.loopback.Adapted;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The configuration of a client's own sidecar.
 *
 * @param bound with the certificate of the client
 */
record ClientSidecar(BoundResources bound) {

  static ClientSidecar of(
      Translations translations,
      ManifestSet manifests,
      ClientWorkload client,
      Authority authority) {
    BoundResources unserved = translations.sidecar(client);
    ServedSecrets secrets =
        new ServedSecrets(
            authority,
            new GivenSecrets(manifests, client.namespace()),
            List.of(),
            Subject.ofIdentity(translations.identity(client)));
    secrets.serve(unserved.resources());
    return new ClientSidecar(unserved.with(secrets.secrets(), secrets.deviations()));
  }

  /** The same, where each call goes to the access log of the control plane. */
  ClientSidecar logging() {
    Adapted logged = AccessLogs.add(bound.resources(), Sidecar.CONTROL_PLANE);
    List<Deviation> deviations = new ArrayList<>(bound.deviations());
    deviations.addAll(logged.deviations());
    return new ClientSidecar(new BoundResources(logged.resources(), bound.reach(), deviations));
  }

  /** The places where the calls for a target come in; empty where they cannot. */
  Function<Target, Optional<ListenerAccess>> entrances() {
    return target -> SidecarListener.of(bound.resources(), target).map(ListenerAccess::plain);
  }

  /** The addresses that the client dials. */
  Dialling dialling(CallsToMake calls) {
    return Dialling.of(bound.resources(), calls);
  }
}
