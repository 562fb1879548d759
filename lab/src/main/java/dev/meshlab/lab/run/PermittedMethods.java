package dev.meshlab.lab.run;

import com.google.protobuf.Any;
import dev.meshlab.lab.plane.CallerIdentity;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.lab.predict.PermittedPath;
import dev.meshlab.lab.predict.PermittedPath.Guard;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.loopback.PortPermissions;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.name.GrpcMethods;
import dev.meshlab.mesh.translate.authorization.RbacFilters;
import dev.meshlab.mesh.translate.authorization.TrustDomains;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.List;
import java.util.stream.Stream;

/**
 * The choice of a method that the AuthorizationPolicies before the pods let pass: the lab's own, or
 * one that they name. What a person's clients call is not known, and a policy for their methods
 * says nothing of the lab's.
 *
 * @param methods that the servers have
 */
record PermittedMethods(Experiments experiments, GrpcMethods methods) {

  private static final String NO_IDENTITY = "";

  /** The calls of the mesh's own client. */
  Request ofCaller(Request request) {
    Mesh mesh = experiments.mesh();
    ClientWorkload client = experiments.client();
    String identity =
        mesh.injection(client).hasSidecar() ? CallerIdentity.of(mesh, client) : NO_IDENTITY;
    List<Pod> pods = experiments.of(Plane.ENVOY, request.target(), List.of()).pods();
    return permitted(request, guards(pods, identity));
  }

  /** The calls that come in by a door. */
  Request through(List<GatewayTarget> doors, Request request) {
    return doors.stream()
        .filter(door -> door.leadsTo(request.target()))
        .findFirst()
        .map(door -> permitted(request, guards(door)))
        .orElse(request);
  }

  private Request permitted(Request request, Stream<Guard> guards) {
    String path = PermittedPath.of(guards.toList(), request.shape(), methods);
    return path.equals(request.shape().path()) ? request : request.at(path);
  }

  /** The gateway itself, to which its callers show nothing, and the pods behind it. */
  private Stream<Guard> guards(GatewayTarget door) {
    Mesh mesh = experiments.mesh();
    ClientWorkload gateway = door.workload();
    RbacFilters own =
        RbacFilters.of(
            mesh.authorizationPolicies(gateway.namespace(), gateway.labelsWithPlace()),
            TrustDomains.of(mesh.config()));
    Stream<Guard> first =
        own.http().isEmpty()
            ? Stream.of()
            : Stream.of(guard(own, door.target().port(), NO_IDENTITY));
    return Stream.concat(
        first, guards(experiments.of(door).pods(), CallerIdentity.of(mesh, gateway)));
  }

  private Stream<Guard> guards(List<Pod> pods, String identity) {
    return pods.stream()
        .filter(pod -> experiments.mesh().injection(pod).hasSidecar())
        .flatMap(pod -> guards(pod, identity));
  }

  private Stream<Guard> guards(Pod pod, String identity) {
    Mesh mesh = experiments.mesh();
    RbacFilters filters =
        RbacFilters.of(mesh.authorizationPolicies(pod), TrustDomains.of(mesh.config()));
    return filters.http().isEmpty()
        ? Stream.of()
        : mesh.servedPorts(pod).stream().map(port -> guard(filters, port.number(), identity));
  }

  private static Guard guard(RbacFilters filters, int port, String identity) {
    PortPermissions permissions = new PortPermissions(port);
    List<Any> settled =
        filters.http().stream().map(HttpFilter::getTypedConfig).map(permissions::settle).toList();
    return new Guard(settled, identity);
  }
}
