package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.Places;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Errors by the objects in which they are. */
public final class Refused {

  private final Places places;
  private final Map<Position, List<Diagnostic>> byObject = new HashMap<>();

  public Refused(ManifestSet manifests, Places places) {
    this.places = places;
    manifests.problems().stream().filter(Diagnostic::isError).forEach(this::add);
  }

  private void add(Diagnostic error) {
    places
        .objectAt(error.position())
        .map(object -> byObject.computeIfAbsent(object.position(), unused -> new ArrayList<>()))
        .ifPresent(errors -> errors.add(error));
  }

  /** The errors in an object, in its order. */
  public List<Diagnostic> in(Document object) {
    return byObject.getOrDefault(object.position(), List.of());
  }

  /** True if a correction may repeat an error: it gives the whole block of a field. */
  boolean isRepeatedBy(Diagnostic advice) {
    String block = advice.path().replaceFirst("\\.[^.]*$", "");
    return places.objectAt(advice.position()).stream()
        .flatMap(object -> in(object).stream())
        .anyMatch(error -> error.path().equals(block) || error.path().startsWith(block + "."));
  }
}
