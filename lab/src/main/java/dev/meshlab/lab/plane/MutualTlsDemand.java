package dev.meshlab.lab.plane;

import dev.meshlab.mesh.adapt.SecretReferences;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.MutualTls;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.listener.InboundPort;
import java.util.List;

/** The demand for mutual TLS: a pod requires it, or the rules of a caller offer it. */
record MutualTlsDemand(ManifestSet manifests, ClientWorkload client) {

  boolean isThere(List<InboundPort> ports) {
    return ports.stream().anyMatch(port -> port.mode() == MutualTls.STRICT) || isOffered();
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
