package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.Tunnel;
import dev.meshlab.lab.fleet.MaintenancePort;
import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.mesh.model.Pod;
import org.jspecify.annotations.Nullable;

/**
 * A pod in a cluster whose ledger can be read.
 *
 * @param tunnel to its maintenance port
 * @param maintenance that port
 */
record ServedPod(String uuid, Tunnel tunnel, MaintenancePort maintenance) implements AutoCloseable {

  static ServedPod open(Cluster cluster, Pod pod, String uuid, PodRole role) {
    Tunnel tunnel = Tunnel.open(cluster, pod.namespace(), pod.name(), role.maintenancePort());
    return new ServedPod(uuid, tunnel, new MaintenancePort(tunnel.port()));
  }

  /** The calls that it has ended; null where it does not say. */
  @Nullable Long ended() throws InterruptedException {
    return SettledLedger.read(maintenance).map(PodLedger::endedInAll).orElse(null);
  }

  @Override
  public void close() {
    maintenance.close();
    tunnel.close();
  }
}
