package dev.meshlab.mesh.manifest;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.yaml.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields of the mesh config in an object that {@linkplain Document#holdsMeshConfig holds} it.
 */
public final class MeshConfigFields {

  /** Those of a mesh config that says nothing. */
  public static final Fields NONE =
      Fields.of(new Document("", "", "", "", new Mapping(Position.of(""), Map.of())));

  private static final List<String> PLACES =
      List.of("data.mesh.", "spec.meshConfig.", "spec.values.meshConfig.");

  private MeshConfigFields() {}

  /** The objects by which Istio is installed: those of istioctl, and those of the Sail operator. */
  public static Stream<Document> installations(ManifestSet manifests) {
    return Stream.concat(
        manifests.of("install.istio.io", "IstioOperator").stream(),
        manifests.of("sailoperator.io", "Istio").stream());
  }

  /** The parts of it that an object has, the strongest first. */
  public static List<Fields> of(Document holder, Reads reads) {
    Fields root = Fields.of(holder, reads);
    Fields spec = root.below("spec");
    return Stream.of(
            root.below("data").child("mesh"),
            spec.child("meshConfig"),
            spec.below("values").child("meshConfig"))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The path within the mesh config of a field of such an object; empty for other fields. */
  public static Optional<String> within(String path) {
    return PLACES.stream()
        .filter(path::startsWith)
        .map(place -> path.substring(place.length()))
        .findFirst();
  }
}
