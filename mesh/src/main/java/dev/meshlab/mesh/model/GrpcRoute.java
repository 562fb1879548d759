package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.Comparator;
import java.util.List;

/**
 * A GRPCRoute of the Gateway API.
 *
 * @param hostnames the hosts of a Gateway that it is for; a Service's route has no use for them
 * @param parents what it is attached to: Gateways, or Services of the mesh
 * @param rules its rules, as written; {@link GrpcRouteRules} says them as a VirtualService would
 */
public record GrpcRoute(
    String name,
    String namespace,
    List<String> hostnames,
    List<Fields> parents,
    List<Fields> rules,
    String created,
    Position position) {

  /** The order in which istiod takes routes (gateway/conversion.go sortRoutesByCreationTime). */
  static final Comparator<GrpcRoute> BY_AGE =
      Comparator.comparing(GrpcRoute::created)
          .thenComparing(GrpcRoute::namespace)
          .thenComparing(GrpcRoute::name);

  static GrpcRoute of(Document document, Fields root) {
    Fields spec = root.below("spec");
    return new GrpcRoute(
        document.name(),
        document.namespace(),
        spec.strings("hostnames"),
        spec.children("parentRefs"),
        spec.children("rules"),
        Rules.created(root),
        spec.position("parentRefs"));
  }
}
