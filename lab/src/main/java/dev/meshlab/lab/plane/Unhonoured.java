package dev.meshlab.lab.plane;

import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.FieldPath;
import dev.meshlab.mesh.explain.Reasons;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.manifest.Reads.Unread;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.config.UnplayedSetting;
import dev.meshlab.mesh.schema.KindTrait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
  private final ClientWorkload client;
  private final Map<Unread, List<Ignored>> byField = new LinkedHashMap<>();
  private @Nullable Set<Unread> unreadBySidecar;

  /** A field on a plane that did not read it. */
  private record Ignored(Plane plane, Document document, Reads.Written field) {}

  /**
   * @param client decides which rules are in force
   */
  public Unhonoured(ManifestSet manifests, ClientWorkload client) {
    this.manifests = manifests;
    this.client = client;
  }

  /** The fields that one plane does not read, whether it is opened or not. */
  public static Unhonoured by(Plane plane, ManifestSet manifests, ClientWorkload client) {
    Unhonoured unhonoured = new Unhonoured(manifests, client);
    unhonoured.note(plane, plane.reads(manifests, client));
    return unhonoured;
  }

  /** Notes what a plane's translation left unread. */
  void note(Plane plane, Reads reads) {
    ignoredBy(plane, reads)
        .forEach(each -> byField.computeIfAbsent(key(each), key -> new ArrayList<>()).add(each));
    if (plane == Plane.ENVOY) {
      unreadBySidecar = keys(ignoredBy(plane, reads));
    }
  }

  private List<Ignored> ignoredBy(Plane plane, Reads reads) {
    List<Ignored> ignored = new ArrayList<>();
    for (Document document : manifests.documents()) {
      if (isRule(document) && plane.isFor(document)) {
        reads.written(document).stream()
            .filter(field -> !field.read())
            .filter(field -> !document.holdsMeshConfig() || changesCalls(field))
            .forEach(field -> ignored.add(new Ignored(plane, document, field)));
      }
    }
    return ignored;
  }

  private static boolean isRule(Document document) {
    boolean istio = document.group().endsWith(ISTIO) && KindTrait.PLAYED.isOf(document);
    return istio || document.holdsMeshConfig();
  }

  /** True if a setting that is not read would change calls; most are about other matters. */
  private static boolean changesCalls(Reads.Written field) {
    return UnplayedSetting.at(field.path()).map(UnplayedSetting::changesCalls).orElse(true);
  }

  private static Unread key(Ignored ignored) {
    return new Unread(ignored.field().position(), ignored.field().path());
  }

  private static Set<Unread> keys(List<Ignored> ignored) {
    return ignored.stream().map(Unhonoured::key).collect(Collectors.toSet());
  }

  /** Fields of one object with which the same planes do nothing, for the same reasons. */
  private record Group(Document document, String why) {}

  /**
   * Lines with fields, the planes that do nothing with them, and why; in the order of the files.
   * The fields of an object that share all of this share a line.
   */
  public List<String> lines(Reasons reasons) {
    Map<Group, List<Unread>> groups = new LinkedHashMap<>();
    byField.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(IN_ORDER))
        .forEach(
            entry ->
                groups
                    .computeIfAbsent(group(entry, reasons), unused -> new ArrayList<>())
                    .add(entry.getKey()));
    return groups.entrySet().stream()
        .map(group -> line(group.getValue(), group.getKey().why()))
        .toList();
  }

  private Group group(Map.Entry<Unread, List<Ignored>> entry, Reasons reasons) {
    Document document = entry.getValue().get(0).document();
    return new Group(document, why(entry.getKey(), entry.getValue(), reasons));
  }

  private static String line(List<Unread> fields, String why) {
    String paths = FieldPath.together(fields.stream().map(Unread::path).toList());
    return "%s: %s: not honoured %s".formatted(fields.get(0).position(), paths, why);
  }

  private String why(Unread field, List<Ignored> ignored, Reasons reasons) {
    Map<String, Set<String>> planesByReason = new LinkedHashMap<>();
    for (Ignored each : ignored) {
      boolean onEnvoy = !unreadBySidecar().contains(field);
      String reason = reasons.ignored(each.plane(), each.document(), each.field(), onEnvoy).text();
      planesByReason
          .computeIfAbsent(reason, key -> new LinkedHashSet<>())
          .add(each.plane().toString());
    }
    return planesByReason.entrySet().stream()
        .map(each -> "by " + String.join(", ", each.getValue()) + ": " + each.getKey())
        .collect(Collectors.joining("; "));
  }

  /** Read from the manifests where no sidecar was among the planes. */
  private Set<Unread> unreadBySidecar() {
    if (unreadBySidecar == null) {
      unreadBySidecar = keys(ignoredBy(Plane.ENVOY, Plane.ENVOY.reads(manifests, client)));
    }
    return unreadBySidecar;
  }
}
