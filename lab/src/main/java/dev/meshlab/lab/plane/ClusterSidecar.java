package dev.meshlab.lab.plane;

import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.Tunnel;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.envoy.EndpointCounters;
import dev.meshlab.lab.envoy.EnvoyAdmin;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The sidecar of a pod in a cluster, by its admin interface. */
final class ClusterSidecar implements AutoCloseable {

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Tunnel tunnel;
  private final EnvoyAdmin admin;

  private ClusterSidecar(Tunnel tunnel, EnvoyAdmin admin) {
    this.tunnel = tunnel;
    this.admin = admin;
  }

  static ClusterSidecar of(Cluster cluster, String namespace, String pod) {
    Tunnel tunnel = Tunnel.toProxy(cluster, namespace, pod);
    return new ClusterSidecar(tunnel, EnvoyAdmin.at(tunnel.port()));
  }

  EnvoyAdmin admin() {
    return admin;
  }

  /**
   * Returns when istiod has sent the endpoints that it is to send, and the sidecar has accepted
   * them.
   *
   * @param sent what istiod is to send
   * @throws Broken if the sidecar refuses a part, or does not get all in time
   * @throws java.util.concurrent.CancellationException if the user ends the run
   */
  void awaitPushed(Resources sent, Waiting waiting) throws IOException, InterruptedException {
    Map<String, Set<String>> wanted = endpoints(sent);
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!there().entrySet().containsAll(wanted.entrySet())) {
      requireAccepted();
      if (System.nanoTime() > deadline) {
        throw new Broken(
            ("istiod has not sent the client's sidecar the endpoints of %s in %d s; see istioctl"
                    + " proxy-status")
                .formatted(missing(wanted), BOUND.toSeconds()));
      }
      waiting.pause(POLL);
    }
    requireAccepted();
  }

  private String missing(Map<String, Set<String>> wanted) throws IOException {
    Map<String, Set<String>> there = there();
    return wanted.entrySet().stream()
        .filter(each -> !each.getValue().equals(there.get(each.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  private void requireAccepted() throws IOException {
    if (admin.hasRefused()) {
      throw new Broken(PushRefusal.said("the client's sidecar"));
    }
  }

  private static Map<String, Set<String>> endpoints(Resources sent) {
    Map<String, Set<String>> byCluster = new HashMap<>();
    for (ClusterLoadAssignment assignment : sent.endpoints()) {
      Set<String> sockets =
          assignment.getEndpointsList().stream()
              .flatMap(locality -> locality.getLbEndpointsList().stream())
              .map(each -> each.getEndpoint().getAddress().getSocketAddress())
              .map(each -> each.getAddress() + ":" + each.getPortValue())
              .collect(Collectors.toCollection(TreeSet::new));
      if (!sockets.isEmpty()) {
        byCluster.put(assignment.getClusterName(), sockets);
      }
    }
    return byCluster;
  }

  private Map<String, Set<String>> there() throws IOException {
    Map<String, Set<String>> byCluster = new HashMap<>();
    for (EndpointCounters endpoint : admin.endpoints()) {
      byCluster
          .computeIfAbsent(endpoint.cluster(), any -> new TreeSet<>())
          .add(endpoint.address() + ":" + endpoint.port());
    }
    return byCluster;
  }

  @Override
  public void close() {
    tunnel.close();
  }
}
