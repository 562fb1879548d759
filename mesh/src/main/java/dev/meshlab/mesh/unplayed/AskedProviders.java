package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.MeshConfigFields;
import dev.meshlab.mesh.manifest.Reads;
import java.util.List;
import java.util.stream.Stream;

/**
 * AuthorizationPolicies of the action CUSTOM, by which pods ask an extension provider. Where the
 * manifests hold the mesh config, and it lacks the provider, istiod denies what the rules fit
 * (istio/istio, security/authz/builder), and that is played.
 */
final class AskedProviders {

  private static final String FIELD = "provider";

  private AskedProviders() {}

  static Stream<Unplayed> of(ManifestSet manifests) {
    List<Document> configs =
        manifests.documents().stream().filter(Document::holdsMeshConfig).toList();
    return manifests.of("security.istio.io", "AuthorizationPolicy").stream()
        .filter(AskedProviders::asks)
        .filter(policy -> configs.isEmpty() || configs.stream().anyMatch(c -> has(c, policy)))
        .map(AskedProviders::unplayed);
  }

  private static boolean asks(Document policy) {
    return spec(policy).string("action", "").equals("CUSTOM");
  }

  private static boolean has(Document config, Document policy) {
    String wanted = name(policy);
    return MeshConfigFields.of(config, Reads.NONE).stream()
        .flatMap(fields -> fields.children("extensionProviders").stream())
        .anyMatch(provider -> provider.string("name", "").equals(wanted));
  }

  private static String name(Document policy) {
    return spec(policy).below(FIELD).string("name", "");
  }

  private static Fields spec(Document policy) {
    return Fields.of(policy).below("spec");
  }

  private static Unplayed unplayed(Document policy) {
    Fields spec = spec(policy);
    return new Unplayed(
        DiagnosticId.NOT_HONOURED,
        policy,
        spec.path(FIELD),
        spec.position(FIELD),
        "extension providers of AuthorizationPolicies",
        "asks the extension provider %s which calls to let in".formatted(name(policy)),
        UnplayedKind.entered(policy.namespace(), spec.below("selector").stringMap("matchLabels")));
  }
}
