package dev.meshlab.lab.run;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.GrpcSigns;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.translate.xds.ClusterName;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The routes of gateways that lead to plain HTTP: to Service ports that are declared so, and at
 * which nothing is a sign of gRPC. They are for browsers, and a client of gRPC does not take them.
 */
final class PlainHttpRoutes implements Predicate<Route> {

  private final Mesh mesh;
  private final ClientWorkload client;
  private final GrpcSigns signs;

  PlainHttpRoutes(ManifestSet manifests, Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
    this.signs = new GrpcSigns(new AdviceContext(manifests, mesh, client));
  }

  @Override
  public boolean test(Route route) {
    return route.hasRoute() && clusters(route).allMatch(this::isPlainHttp);
  }

  private static Stream<String> clusters(Route route) {
    return route.getRoute().hasWeightedClusters()
        ? route.getRoute().getWeightedClusters().getClustersList().stream()
            .map(ClusterWeight::getName)
        : Stream.of(route.getRoute().getCluster());
  }

  private boolean isPlainHttp(String cluster) {
    Optional<ClusterName> name = ClusterName.parse(cluster);
    Optional<Service> service = name.flatMap(of -> mesh.service(of.host()));
    return service.stream()
        .flatMap(to -> to.port(name.orElseThrow().port()).stream())
        .anyMatch(port -> isPlainHttp(service.orElseThrow(), port));
  }

  private boolean isPlainHttp(Service service, ServicePort port) {
    return port.protocol() == Protocol.HTTP
        && signs.of(service, port).isEmpty()
        && !isUpgraded(service, port);
  }

  /** True if a DestinationRule says that the pods speak HTTP/2. */
  private boolean isUpgraded(Service service, ServicePort port) {
    return mesh.destinationRule(client, service)
        .filter(rule -> rule.policy(port.number()).upgradesToHttp2())
        .isPresent();
  }
}
