package dev.meshlab.lab.plane;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.manifest.Reads.Unread;
import dev.meshlab.mesh.model.config.UnplayedSetting;
import dev.meshlab.mesh.plane.Plane;
import dev.meshlab.mesh.schema.KindTrait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields of Istio's rules that no translation read, and so nothing on that plane can depend on.
 * Of a kind that the lab does not honour at all that is said once and not of each field; of a rule
 * that is not meant for a plane it is not said. Belongs to one thread.
 */
public final class Unhonoured {

  private static final String ISTIO = ".istio.io";

  private static final Comparator<Unread> IN_ORDER =
      Comparator.comparing((Unread field) -> field.position().file())
          .thenComparing(field -> field.position().line());

  private final ManifestSet manifests;
  private final Map<Unread, List<Plane>> planesByField = new LinkedHashMap<>();

  public Unhonoured(ManifestSet manifests) {
    this.manifests = manifests;
  }

  /** Notes what a plane's translation left unread. */
  void note(Plane plane, Reads reads) {
    for (Document document : manifests.documents()) {
      if (isRule(document) && plane.isFor(document)) {
        reads.unread(document).stream()
            .filter(field -> !document.holdsMeshConfig() || changesCalls(field))
            .forEach(field -> planes(field).add(plane));
      }
    }
  }

  private static boolean isRule(Document document) {
    boolean istio = document.group().endsWith(ISTIO) && KindTrait.PLAYED.isOf(document);
    return istio || document.holdsMeshConfig();
  }

  /** Most settings of the mesh config that are not read are about something else than calls. */
  private static boolean changesCalls(Unread field) {
    return UnplayedSetting.at(field.path()).map(UnplayedSetting::changesCalls).orElse(true);
  }

  private List<Plane> planes(Unread field) {
    return planesByField.computeIfAbsent(field, key -> new ArrayList<>());
  }

  /** A line for each field, with the planes that do nothing with it; in the order of the files. */
  public List<String> lines() {
    return planesByField.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(IN_ORDER))
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String line(Unread field, List<Plane> planes) {
    return field.position()
        + ": "
        + field.path()
        + ": not honoured by "
        + planes.stream().map(Plane::toString).collect(Collectors.joining(", "));
  }
}
