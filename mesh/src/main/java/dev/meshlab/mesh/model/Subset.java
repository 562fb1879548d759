package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Fields;
import java.util.Map;
import java.util.Optional;

/** The part of a host's endpoints that carries some labels. */
public record Subset(
    String name, Map<String, String> labels, Optional<Fields> trafficPolicy, Position position) {

  static Subset of(Fields subset) {
    return new Subset(
        subset.string("name", ""),
        Map.copyOf(subset.stringMap("labels")),
        subset.child("trafficPolicy"),
        subset.position());
  }
}
