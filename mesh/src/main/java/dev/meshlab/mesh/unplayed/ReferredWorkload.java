package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import java.util.stream.Stream;

/** The workload of its own namespace to which an object of a controller refers. */
final class ReferredWorkload {

  private ReferredWorkload() {}

  /**
   * At most one.
   *
   * @param reference with {@code kind} and {@code name}; a Deployment where it has no kind
   */
  static Stream<Deployment> of(Document object, Fields reference, Mesh mesh) {
    return mesh.deployments().stream()
        .filter(workload -> workload.namespace().equals(object.namespace()))
        .filter(workload -> workload.kind().equals(reference.string("kind", "Deployment")))
        .filter(workload -> workload.name().equals(reference.string("name", "")));
  }
}
