package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The destinations that the {@code backendRefs} of a GRPCRoute name (istio/istio,
 * config/kube/gateway conversion.go buildDestination).
 */
final class GrpcBackends {

  private final String namespace;
  private final Services services;
  private final BiPredicate<String, String> mayRefer;

  private GrpcBackends(String namespace, Services services, BiPredicate<String, String> mayRefer) {
    this.namespace = namespace;
    this.services = services;
    this.mayRefer = mayRefer;
  }

  /** For a route of the mesh, which may lead to any namespace. */
  static GrpcBackends ofMesh(GrpcRoute route, Services services) {
    return new GrpcBackends(route.namespace(), services, (name, namespace) -> true);
  }

  /**
   * For a route of a Gateway.
   *
   * @param granted whether a ReferenceGrant lets the route refer to a Service, given by name and
   *     namespace, of another namespace
   */
  static GrpcBackends ofGateway(
      GrpcRoute route, Services services, BiPredicate<String, String> granted) {
    return new GrpcBackends(route.namespace(), services, granted);
  }

  /**
   * A destination as a VirtualService has it. A backend that is not a Service, or that must not be
   * referred to, becomes a destination without a host, which no request reaches. Empty when the
   * destination cannot be expressed at all.
   */
  Optional<Fields> destination(Fields backend) {
    RewrittenFields destination = RewrittenFields.at(backend);
    String name = backend.string("name", "");
    String target = backend.string("namespace", namespace);
    boolean service =
        backend.string("group", "").isEmpty()
            && backend.string("kind", "Service").equals("Service");
    if (!service || !(target.equals(namespace) || mayRefer.test(name, target))) {
      return Optional.of(destination.fields());
    }
    if (name.contains(".") || !backend.has("port")) {
      return Optional.empty();
    }
    return Optional.of(
        destination
            .put("host", Hosts.ofService(name, target))
            .put("port", RewrittenFields.at(backend).carry("number", backend, "port"))
            .fields());
  }

  /** The same, but empty for a Service that does not exist, which a mirror must not name. */
  Optional<Fields> existing(Fields backend) {
    return destination(backend).filter(to -> services.of(to.string("host", "")).isPresent());
  }
}
