package dev.meshlab.lab.plane;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Position;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Mesh;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of Istio's rules that no translation read, and so nothing on that plane can depend on.
 * Of a kind that the lab does not honour at all that is said once and not of each field. Belongs to
 * one thread.
 */
public final class Unhonoured {

  private static final String ISTIO = ".istio.io";

  private final ManifestSet manifests;
  private final Map<String, List<String>> planesByField = new LinkedHashMap<>();

  public Unhonoured(ManifestSet manifests) {
    this.manifests = manifests;
  }

  /** Notes what a plane's translation left unread. */
  void note(String plane, Reads reads) {
    for (Document document : manifests.documents()) {
      if (document.group().endsWith(ISTIO) && Mesh.honours(document)) {
        reads.unread(document).forEach(field -> planes(field.position(), field.path()).add(plane));
      }
    }
  }

  private List<String> planes(Position position, String path) {
    return planesByField.computeIfAbsent(position + ": " + path, key -> new ArrayList<>());
  }

  /** A line for each field, with the planes that do nothing with it. */
  public List<String> lines() {
    return planesByField.entrySet().stream()
        .map(field -> field.getKey() + ": not honoured by " + String.join(", ", field.getValue()))
        .toList();
  }
}
