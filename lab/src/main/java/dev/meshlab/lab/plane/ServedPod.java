package dev.meshlab.lab.plane;

import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.Tunnel;
import dev.meshlab.lab.fleet.MaintenancePort;
import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.lab.fleet.PodSwitch;
import dev.meshlab.lab.ledger.SettledLedger;
import dev.meshlab.mesh.model.Pod;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A pod in a cluster whose ledgers can be read: of each server in it, one.
 *
 * @param tunnels to its maintenance ports
 * @param servers behind these ports
 * @param metrics the way to its metrics page; empty where it is a stand-in's, which shows none
 * @param sidecar of the pod; empty without one
 */
record ServedPod(
    String uuid,
    List<Tunnel> tunnels,
    List<MaintenancePort> servers,
    Optional<Tunnel> metrics,
    Optional<ClusterSidecar> sidecar)
    implements AutoCloseable {

  /**
   * @param ports for maintenance
   * @param metricsPort empty where there is none
   */
  static ServedPod open(
      Cluster cluster,
      Pod pod,
      String uuid,
      List<Integer> ports,
      OptionalInt metricsPort,
      boolean hasSidecar) {
    IntFunction<Tunnel> way = port -> Tunnel.open(cluster, pod.namespace(), pod.name(), port);
    List<Tunnel> tunnels = ports.stream().map(way::apply).toList();
    return new ServedPod(
        uuid,
        tunnels,
        tunnels.stream().map(each -> new MaintenancePort(each.port())).toList(),
        metricsPort.stream().mapToObj(way).findFirst(),
        hasSidecar
            ? Optional.of(ClusterSidecar.of(cluster, pod.namespace(), pod.name()))
            : Optional.empty());
  }

  /** The calls that its sidecar has refused; none when it does not answer. */
  long refused() {
    try {
      return sidecar.isPresent() ? sidecar.get().admin().overflows() : 0;
    } catch (IOException gone) {
      return 0; // The ledger of the server says so.
    }
  }

  /** Turns a switch of its servers. */
  void turn(PodSwitch which, boolean on) {
    servers.forEach(server -> server.turn(which, on));
  }

  /** The ledger of all its servers; null where one does not answer. */
  @Nullable PodLedger ledger() throws InterruptedException {
    PodLedger all = PodLedger.NONE;
    for (MaintenancePort server : servers) {
      Optional<PodLedger> ledger = SettledLedger.read(server);
      if (ledger.isEmpty()) {
        return null;
      }
      all = all.plus(ledger.get());
    }
    return all;
  }

  @Override
  public void close() {
    servers.forEach(MaintenancePort::close);
    tunnels.forEach(Tunnel::close);
    metrics.ifPresent(Tunnel::close);
    sidecar.ifPresent(ClusterSidecar::close);
  }
}
