package dev.meshlab.mesh.model.config;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.manifest.LabelSelector;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.MeshConfigFields;
import dev.meshlab.mesh.manifest.Reads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a mesh as a whole (istio/api, mesh/v1alpha1 MeshConfig), over istiod's defaults
 * (istio/istio, mesh.DefaultMeshConfig). A field of the first level replaces its default whole.
 * What is asked for counts as read, so it is to be asked where something depends on it.
 *
 * @param layers the settings that were written; an earlier one counts before a later one
 * @param istiod the settings of istiod beside them
 */
public record MeshConfig(List<Fields> layers, IstiodEnvironment istiod) {

  /** The mesh config of a mesh that says nothing. */
  public static final MeshConfig DEFAULT = new MeshConfig(List.of(), IstiodEnvironment.NONE);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final String EVERYWHERE = "*";

  /**
   * The mesh config of some manifests: that of istiod's ConfigMap, or else, as {@code istioctl
   * install} or the Sail operator would make it, that of an installation.
   */
  public static MeshConfig of(ManifestSet manifests, Reads reads) {
    List<Fields> layers = new ArrayList<>();
    for (Document map : manifests.of("", "ConfigMap")) {
      if (map.holdsMeshConfig()) {
        layers.addAll(MeshConfigFields.of(map, reads));
      }
    }
    if (layers.isEmpty()) {
      List<Document> installations =
          new ArrayList<>(MeshConfigFields.installations(manifests).toList());
      Collections.reverse(installations); // of several files the later counts
      installations.forEach(each -> layers.addAll(MeshConfigFields.of(each, reads)));
    }
    return new MeshConfig(List.copyOf(layers), IstiodEnvironment.of(manifests, reads));
  }

  /** The same settings; asking for them does not count as reading. */
  public MeshConfig unnoted() {
    return new MeshConfig(layers.stream().map(Fields::unnoted).toList(), istiod.unnoted());
  }

  /** True if sidecars speak mutual TLS where no rule says anything; empty where not written. */
  public Optional<Boolean> autoMutualTls() {
    return in("enableAutoMtls").bool("enableAutoMtls");
  }

  /** The domain of the identities that workloads have. */
  public String trustDomain() {
    return in("trustDomain").string("trustDomain", "cluster.local");
  }

  /** Other domains whose identities are as good. */
  public List<String> trustDomainAliases() {
    return in("trustDomainAliases").strings("trustDomainAliases").stream()
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The domains whose callers a workload lets in (istio/istio, authn.TrustDomainsForValidation).
   */
  public List<String> trustedDomains() {
    List<String> domains = new ArrayList<>(List.of(trustDomain()));
    domains.addAll(trustDomainAliases());
    in("caCertificates")
        .children("caCertificates")
        .forEach(ca -> domains.addAll(ca.strings("trustDomains")));
    return domains.stream().filter(domain -> !domain.isEmpty()).distinct().toList();
  }

  /**
   * An identity under the name that it has by itself, and under the names that it has in the
   * aliases (istio/istio, spiffe.ExpandWithTrustDomains).
   */
  public Stream<String> identities(String identity) {
    String own = "spiffe://" + trustDomain() + "/";
    return identity.startsWith(own)
        ? Stream.concat(
            Stream.of(identity),
            trustDomainAliases().stream()
                .map(alias -> "spiffe://" + alias + "/" + identity.substring(own.length())))
        : Stream.of(identity);
  }

  /** The namespace of rules for the whole mesh. */
  public String rootNamespace() {
    String named = in("rootNamespace").string("rootNamespace", "");
    return named.isEmpty() ? IstioNames.ROOT_NAMESPACE : named;
  }

  /** True if a sidecar balances the calls to a headless Service as those to others. */
  public boolean edsForHeadless() {
    return istiod.edsForHeadless();
  }

  public Duration connectTimeout() {
    return in("connectTimeout").duration("connectTimeout").orElse(CONNECT_TIMEOUT);
  }

  public Optional<Fields> tcpKeepalive() {
    return in("tcpKeepalive").child("tcpKeepalive");
  }

  /** The retries of routes that say nothing of retries; empty for those that Istio builds in. */
  public Optional<Fields> defaultHttpRetryPolicy() {
    return in("defaultHttpRetryPolicy").child("defaultHttpRetryPolicy");
  }

  /**
   * A policy that is written without a mode is REGISTRY_ONLY, the first value of the proto. Names
   * by DNS ({@code ALLOW_ANY_DYNAMIC_DNS}) are not played, and so not read.
   */
  public OutboundTrafficPolicy outboundTrafficPolicy() {
    Optional<Fields> policy = in("outboundTrafficPolicy").child("outboundTrafficPolicy");
    return policy
        .filter(fields -> !fields.unnoted().string("mode", "").equals("ALLOW_ANY_DYNAMIC_DNS"))
        .map(fields -> fields.string("mode", "REGISTRY_ONLY"))
        .filter(mode -> mode.equals("REGISTRY_ONLY"))
        .map(mode -> OutboundTrafficPolicy.REGISTRY_ONLY)
        .orElse(OutboundTrafficPolicy.ALLOW_ANY);
  }

  /** True if a sidecar hands calls to its application's loopback address. */
  public boolean deliversToLocalhost() {
    Fields policy = in("inboundTrafficPolicy").below("inboundTrafficPolicy");
    return policy.string("mode", "").equals("LOCALHOST");
  }

  public Optional<Fields> localityLbSetting() {
    return in("localityLbSetting").child("localityLbSetting");
  }

  public Optional<Fields> zoneAwareLbSetting() {
    return in("zoneAwareLbSetting").child("zoneAwareLbSetting");
  }

  /** True if sidecars speak HTTP/2 to ports that are declared as HTTP. */
  public boolean upgradesToHttp2() {
    return in("h2UpgradePolicy").string("h2UpgradePolicy", "").equals("UPGRADE");
  }

  /** The blocks of a policy that are for all hosts whose rules do not set them. */
  public Fields defaultTrafficPolicy() {
    return in("defaultTrafficPolicy").below("defaultTrafficPolicy");
  }

  /** The namespaces that see a Service that does not say; empty for all. */
  public List<String> serviceExportTo() {
    return in("defaultServiceExportTo").strings("defaultServiceExportTo");
  }

  /** The namespaces that see a VirtualService that does not say; empty for all. */
  public List<String> virtualServiceExportTo() {
    return in("defaultVirtualServiceExportTo").strings("defaultVirtualServiceExportTo");
  }

  /**
   * The namespaces that see a DestinationRule that does not say: its own, or all; istiod heeds no
   * other default (istio/istio, PushContext.setDestinationRules).
   */
  public List<String> destinationRuleExportTo() {
    boolean own =
        in("defaultDestinationRuleExportTo")
            .strings("defaultDestinationRuleExportTo")
            .contains(".");
    return List.of(own ? "." : EVERYWHERE);
  }

  public PathNormalization pathNormalization() {
    Fields setting = in("pathNormalization").below("pathNormalization");
    return PathNormalization.of(setting.string("normalization", ""));
  }

  /** The time for which a proxy waits for a client to speak first; none when zero. */
  public Duration protocolDetectionTimeout() {
    return in("protocolDetectionTimeout")
        .duration("protocolDetectionTimeout")
        .orElse(Duration.ZERO);
  }

  /** The settings of TLS that is not the mesh's own. */
  public Fields tlsDefaults() {
    return in("tlsDefaults").below("tlsDefaults");
  }

  /**
   * True if istiod knows of a namespace.
   *
   * @param labels those of the namespace
   */
  public boolean discovers(Map<String, String> labels) {
    List<Fields> selectors = in("discoverySelectors").children("discoverySelectors");
    return selectors.isEmpty()
        || selectors.stream().map(LabelSelector::new).anyMatch(s -> s.selects(labels));
  }

  private Fields in(String field) {
    return layers.stream()
        .filter(layer -> layer.has(field))
        .findFirst()
        .orElse(MeshConfigFields.NONE);
  }
}
