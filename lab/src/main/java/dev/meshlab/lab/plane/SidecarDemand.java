package dev.meshlab.lab.plane;

import dev.meshlab.client.load.MetadataEntry;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.predict.Caller;
import dev.meshlab.lab.predict.ServerEntrance;
import dev.meshlab.mesh.loopback.GuardedPod;
import dev.meshlab.mesh.loopback.SecretReferences;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.SidecarView;
import java.util.List;

/**
 * The demand for sidecars before the pods on planes that do without Envoys: a sidecar refuses plain
 * text, denies calls or limits them, takes away what they claim, or the rules of a caller offer
 * mutual TLS.
 *
 * @param metadata of the calls
 */
record SidecarDemand(ManifestSet manifests, ClientWorkload client, List<MetadataEntry> metadata) {

  /** A sidecar removes it from calls without mutual TLS: their caller has not proved who it is. */
  private static final String IDENTITY = "x-forwarded-client-cert";

  private static final CallShape ANY_CALL = new CallShape("", 0, "/any.Service/Any", List.of());

  boolean isThere(List<GuardedPod> pods) {
    ServerSidecars sidecars = ServerSidecars.imagined(pods, 1);
    return sidecars.byPort().values().stream().anyMatch(SidecarDemand::hinders)
        || metadata.stream().anyMatch(entry -> entry.key().equals(IDENTITY))
        || isOffered();
  }

  /** True if it may end a call of a client that has no proxy. */
  private static boolean hinders(ServerEntrance entrance) {
    return entrance.looksIntoCalls()
        || entrance.mostAtOnce().isPresent()
        || entrance.refusal(Caller.PLAIN).isPresent()
        || entrance.denial(Caller.PLAIN, ANY_CALL).isPresent();
  }

  private boolean isOffered() {
    Mesh mesh = Mesh.of(manifests);
    return SecretReferences.certificates(SidecarView.translate(mesh, client))
            .contains(SecretReferences.WORKLOAD)
        || mesh.gatewayWorkloads().stream()
            .map(workload -> SecretReferences.certificates(GatewayView.translate(mesh, workload)))
            .anyMatch(names -> names.contains(SecretReferences.WORKLOAD));
  }
}
