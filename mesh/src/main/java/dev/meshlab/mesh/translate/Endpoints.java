package dev.meshlab.mesh.translate;

import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.Subset;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The endpoints of clusters, grouped by locality; the same for a sidecar and for grpc-java. */
final class Endpoints {

  private static final UInt32Value ONE = UInt32Value.of(1);

  private final Mesh mesh;
  private final ClientWorkload client;

  Endpoints(Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
  }

  /** One assignment for each named cluster, an empty one included: Envoy waits for each. */
  List<ClusterLoadAssignment> of(Set<String> clusters) {
    List<ClusterLoadAssignment> assignments = new ArrayList<>();
    for (Service service : mesh.services()) {
      for (ServicePort port : service.meshPorts()) {
        add(assignments, service, port, clusters);
      }
    }
    return assignments;
  }

  private void add(
      List<ClusterLoadAssignment> assignments,
      Service service,
      ServicePort port,
      Set<String> clusters) {
    List<Endpoint> endpoints = mesh.endpoints(service, port);
    String host = Names.cluster(service, port);
    if (clusters.contains(host)) {
      assignments.add(assignment(host, endpoints));
    }
    List<Subset> subsets =
        mesh.destinationRule(client, service).map(DestinationRule::subsets).orElse(List.of());
    for (Subset subset : subsets) {
      String name = Names.cluster(port.number(), subset.name(), service.host());
      if (clusters.contains(name)) {
        assignments.add(
            assignment(name, endpoints.stream().filter(e -> e.matches(subset.labels())).toList()));
      }
    }
  }

  private static ClusterLoadAssignment assignment(String cluster, List<Endpoint> endpoints) {
    Map<Locality, List<Endpoint>> byLocality = new LinkedHashMap<>();
    endpoints.forEach(
        e -> byLocality.computeIfAbsent(e.locality(), unused -> new ArrayList<>()).add(e));
    ClusterLoadAssignment.Builder assignment =
        ClusterLoadAssignment.newBuilder().setClusterName(cluster);
    byLocality.forEach((where, there) -> assignment.addEndpoints(locality(where, there)));
    return assignment.build();
  }

  private static LocalityLbEndpoints locality(Locality where, List<Endpoint> endpoints) {
    return LocalityLbEndpoints.newBuilder()
        .setLocality(
            io.envoyproxy.envoy.config.core.v3.Locality.newBuilder()
                .setRegion(where.region())
                .setZone(where.zone())
                .setSubZone(where.subzone()))
        .setLoadBalancingWeight(UInt32Value.of(endpoints.size()))
        .addAllLbEndpoints(endpoints.stream().map(Endpoints::endpoint).toList())
        .build();
  }

  private static LbEndpoint endpoint(Endpoint endpoint) {
    return LbEndpoint.newBuilder()
        .setEndpoint(
            io.envoyproxy.envoy.config.endpoint.v3.Endpoint.newBuilder()
                .setAddress(address(endpoint.address(), endpoint.port())))
        .setHealthStatus(endpoint.ready() ? HealthStatus.HEALTHY : HealthStatus.UNHEALTHY)
        .setLoadBalancingWeight(ONE)
        .build();
  }

  static Address address(String ip, int port) {
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress(ip).setPortValue(port))
        .build();
  }
}
