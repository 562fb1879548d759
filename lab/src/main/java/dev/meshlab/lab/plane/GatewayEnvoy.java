package dev.meshlab.lab.plane;

import dev.meshlab.lab.certificate.Authority;
import dev.meshlab.lab.certificate.Pem;
import dev.meshlab.lab.certificate.Subject;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.envoy.Sidecar;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.mesh.model.ClientWorkload;
import java.io.IOException;
import java.util.List;

/** Opens a gateway's Envoy, with the certificates that it needs. */
record GatewayEnvoy(
    Sandbox sandbox,
    EnvoyBinary.Found binary,
    ControlPlane controlPlane,
    Authority authority,
    int workers) {

  /**
   * Starts it and returns when it is ready for calls.
   *
   * @param id by which the control plane knows it
   * @param bound the gateway's resources, without secrets
   * @param doors of one workload
   */
  EnvoyPlane open(String id, BoundResources bound, List<GatewayTarget> doors, GivenSecrets given)
      throws IOException, InterruptedException {
    ClientWorkload workload = doors.get(0).workload();
    Subject own = Subject.ofIdentity(bound.reach().identity());
    ServedSecrets secrets = new ServedSecrets(authority, given, doors, own);
    secrets.serve(bound.resources());
    BoundResources served = bound.with(secrets.secrets(), secrets.deviations());
    Pem client = authority.issue(Subject.ofHosts(List.of("client.example.com")));
    GatewayAccess entrances =
        new GatewayAccess(served.resources(), doors, secrets.trustedByClients(), client);
    Sidecar node =
        new Sidecar(id, id, workload.locality().region(), workload.locality().zone(), workers);
    return EnvoyPlane.open(
        sandbox, binary, controlPlane, served, node, entrances::to, Dialling.NONE);
  }
}
