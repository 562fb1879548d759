package dev.meshlab.lab.zone;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.scheduling.SchedulableNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The zones of a cluster, each with one node, on which pods are dealt round.
 *
 * @param localities of a region and a zone each, in order
 */
public record Zones(List<Locality> localities) {

  /** The word that stands for a cluster whose nodes say nothing. */
  static final String NONE_WORD = "none";

  /** A label's value, as both parts of a zone are. */
  private static final String PART = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";

  private static final Pattern ZONE = Pattern.compile(PART + "/" + PART);

  public Zones {
    localities = List.copyOf(localities);
  }

  /**
   * The zones of a flag, {@code region/zone} each; {@code none} for no zones.
   *
   * @throws BadInput if one of them is not a zone
   */
  public static Zones parse(List<String> words) {
    if (words.equals(List.of(NONE_WORD))) {
      return new Zones(List.of());
    }
    for (String word : words) {
      if (!ZONE.matcher(word).matches()) {
        throw new BadInput("zone " + word + ": write region/zone, or none for no zones");
      }
    }
    return new Zones(words.stream().map(Locality::parse).distinct().toList());
  }

  /**
   * The manifests in some zones, or in those that are presumed where there are none.
   *
   * @param words as {@link #parse} takes them; empty for what is written or presumed
   */
  public static ManifestSet given(ManifestSet manifests, List<String> words) {
    return words.isEmpty()
        ? PresumedZones.of(manifests).map(each -> each.zones().in(manifests)).orElse(manifests)
        : parse(words).in(manifests);
  }

  /**
   * The manifests that are in force in a step or a case.
   *
   * @param replicas the pods of some workloads
   * @param words as {@link #given} takes them
   * @throws BadInput if a cluster would refuse any of it
   */
  public static ManifestSet inForce(
      ManifestSet manifests, Map<String, Integer> replicas, List<String> words) {
    ManifestSet all = manifests;
    for (Map.Entry<String, Integer> each : replicas.entrySet()) {
      all = all.withReplicas(each.getKey(), each.getValue());
    }
    List<Diagnostic> errors = all.problems().stream().filter(Diagnostic::isError).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
    return given(all, words);
  }

  /** True if the zone of a node or of a pod is known. */
  public static boolean areKnown(Mesh mesh) {
    Stream<Locality> ofPods = mesh.pods().stream().map(Pod::locality);
    return Stream.concat(mesh.nodes().values().stream(), ofPods)
        .anyMatch(locality -> !locality.equals(Locality.UNKNOWN));
  }

  /** The manifests with a node in each zone, in the place of their own nodes. */
  public ManifestSet in(ManifestSet manifests) {
    String nodes = localities.stream().map(Zones::node).collect(Collectors.joining("---\n"));
    return manifests.withNodes(Manifests.parse("--zones", nodes));
  }

  private static String node(Locality place) {
    return """
        apiVersion: v1
        kind: Node
        metadata:
          name: node-%s-%s
          labels:
            topology.kubernetes.io/region: "%s"
            topology.kubernetes.io/zone: "%s"
            %s: ""
        """
        .formatted(
            asName(place.region()),
            asName(place.zone()),
            place.region(),
            place.zone(),
            SchedulableNode.STANDS_FOR_ZONE);
  }

  private static String asName(String part) {
    return part.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
  }

  @Override
  public String toString() {
    return localities.isEmpty()
        ? NONE_WORD
        : localities.stream().map(Locality::toString).collect(Collectors.joining(","));
  }
}
