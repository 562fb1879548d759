package dev.meshlab.mesh.schema;

import dev.meshlab.mesh.manifest.Nearest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every kind that Kubernetes and Istio have, and those of others that the lab plays, and what an
 * object of each may hold.
 */
public final class Kinds {

  /** Immutable but for what it computes on demand, and shared: it is read from files of ours. */
  public static final Kinds ALL = new Kinds();

  private final KubernetesTypes classes = new KubernetesTypes();
  private final SchemaFile kubernetes = SchemaFile.load("kubernetes.schema", classes.metadata());
  private final SchemaFile istio = SchemaFile.load("istio.schema", classes.metadata());
  private final SchemaFile others =
      SchemaFile.load("others.schema", classes.metadata(), classes.ofPods());
  private final Map<String, Set<KindTrait>> traits = new HashMap<>();
  private final VendorGroups vendors = new VendorGroups(names());

  private Kinds() {
    traits.putAll(kubernetes.traits());
    traits.putAll(istio.traits());
    traits.putAll(others.traits());
  }

  /** Empty for a kind that neither Kubernetes nor Istio has under this apiVersion, nor the lab. */
  public Optional<Type> find(String apiVersion, String kind) {
    Optional<Type> named = kubernetes.find(apiVersion, kind);
    return named.isPresent()
        ? classes.find(apiVersion, kind).or(() -> named)
        : istio.find(apiVersion, kind).or(() -> others.find(apiVersion, kind));
  }

  /** True if a CRD defines the kind, whose schema an API server applies to the letter. */
  public boolean isCustom(String apiVersion, String kind) {
    return apiVersion.startsWith("gateway.networking.k8s.io/")
        || others.find(apiVersion, kind).isPresent()
        || (istio.find(apiVersion, kind).isPresent()
            && !have(apiVersion, kind, KindTrait.NAMELESS));
  }

  public boolean have(String apiVersion, String kind, KindTrait trait) {
    return traits.getOrDefault(apiVersion + " " + kind, Set.of()).contains(trait);
  }

  /** True if a kind of this name has a trait in any group. */
  public boolean have(String kind, KindTrait trait) {
    return traits.entrySet().stream()
        .anyMatch(known -> kind(known.getKey()).equals(kind) && known.getValue().contains(trait));
  }

  /** True if such a kind, unknown here, may be defined by a vendor. */
  public boolean isVendors(String apiVersion, String kind) {
    return vendors.define(apiVersion, kind);
  }

  /**
   * The field, {@code apiVersion} or {@code kind}, that is wrong, and what to write there.
   *
   * @param field the name of the wrong field
   */
  public record Correction(String field, String hint) {}

  /** The kind that the author of an unknown one probably meant. */
  public Correction meant(String apiVersion, String kind) {
    Set<String> all = names();
    List<String> sameKind =
        all.stream().filter(known -> known.endsWith(" " + kind)).map(Kinds::apiVersion).toList();
    if (!sameKind.isEmpty()) {
      String near = Nearest.to(apiVersion, sameKind).orElse(sameKind.get(0));
      return new Correction("apiVersion", "write apiVersion: " + near);
    }
    List<String> sameVersion =
        all.stream()
            .filter(known -> apiVersion(known).equals(apiVersion))
            .map(Kinds::kind)
            .toList();
    Stream<String> kinds = all.stream().map(Kinds::kind);
    return Nearest.to(kind, sameVersion.isEmpty() ? kinds.toList() : sameVersion)
        .map(near -> new Correction("kind", "did you mean kind: " + near + "?"))
        .orElse(
            new Correction(
                sameVersion.isEmpty() ? "apiVersion" : "kind",
                "the lab knows the kinds of Kubernetes, Gateway API and Istio"));
  }

  /** Every kind of Kubernetes and Istio, as {@code apiVersion kind}. */
  Set<String> names() {
    Set<String> all = new LinkedHashSet<>(istio.kinds());
    all.addAll(kubernetes.kinds());
    return all;
  }

  private static String apiVersion(String known) {
    return known.substring(0, known.indexOf(' '));
  }

  private static String kind(String known) {
    return known.substring(known.indexOf(' ') + 1);
  }
}
