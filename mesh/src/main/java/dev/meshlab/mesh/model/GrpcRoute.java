package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.Comparator;
import java.util.List;

/**
 * A GRPCRoute of the Gateway API.
 *
 * @param hostnames the hosts of a Gateway that it is for; a Service's route has no use for them
 * @param parents what it is attached to: Gateways, or Services of the mesh
 * @param rules its rules, as written; {@link RewrittenGrpcRules} says them as a VirtualService
 *     would
 */
public record GrpcRoute(
    Metadata metadata,
    List<String> hostnames,
    List<Fields> parents,
    List<Fields> rules,
    Position position) {

  /** The order in which istiod takes routes. */
  static final Comparator<GrpcRoute> BY_AGE =
      Comparator.comparing(GrpcRoute::metadata, Metadata.BY_AGE_AND_NAMESPACE);

  static GrpcRoute of(Document document, Fields root) {
    Fields spec = root.below("spec");
    return new GrpcRoute(
        Metadata.of(document, root),
        spec.strings("hostnames"),
        spec.children("parentRefs"),
        spec.children("rules"),
        spec.position("parentRefs"));
  }

  public String name() {
    return metadata.name();
  }

  public String namespace() {
    return metadata.namespace();
  }
}
