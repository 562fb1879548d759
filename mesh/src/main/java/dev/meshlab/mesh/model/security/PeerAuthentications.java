package dev.meshlab.mesh.model.security;

import dev.meshlab.mesh.model.name.Metadata;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The modes in force, for each workload and port (istio/istio, pilot/pkg/security/authn,
 * ComposePeerAuthentication and GetPeerAuthenticationsForWorkload).
 */
public final class PeerAuthentications {

  private final Optional<PeerAuthentication> mesh;
  private final Map<String, PeersOfNamespace> namespaces = new HashMap<>();

  /**
   * @param rootNamespace the namespace of rules for the whole mesh, in which a selector selects
   *     none
   */
  public PeerAuthentications(List<PeerAuthentication> rules, String rootNamespace) {
    // Of several that say the same thing of the same pods, the oldest is in force.
    List<PeerAuthentication> byAge =
        rules.stream()
            .sorted(Comparator.comparing(PeerAuthentication::metadata, Metadata.BY_AGE))
            .toList();
    this.mesh = byAge.stream().filter(rule -> rule.isOfMesh(rootNamespace)).findFirst();
    byAge.stream()
        .filter(rule -> !rule.namespace().equals(rootNamespace))
        .collect(Collectors.groupingBy(PeerAuthentication::namespace))
        .forEach((name, own) -> namespaces.put(name, new PeersOfNamespace(own)));
  }

  /** Of a port, else of the workload, else of its namespace, else of the mesh. */
  public MutualTls mode(String namespace, Map<String, String> labels, int port) {
    return ofWorkload(namespace, labels)
        .flatMap(rule -> rule.mode(port))
        .orElseGet(() -> elsewhere(namespace, labels));
  }

  /** The rule that decides on the mode of a port, as {@code namespace/name}; empty without one. */
  public Optional<String> deciding(String namespace, Map<String, String> labels, int port) {
    return ofWorkload(namespace, labels)
        .map(PeerAuthentication::unnoted)
        .filter(rule -> rule.mode(port).isPresent() || rule.mode().isPresent())
        .or(
            () ->
                ofNamespace(namespace)
                    .flatMap(PeersOfNamespace::ofAll)
                    .filter(PeerAuthentications::hasMode))
        .or(() -> mesh.filter(PeerAuthentications::hasMode))
        .map(rule -> rule.namespace() + "/" + rule.metadata().name());
  }

  private static boolean hasMode(PeerAuthentication rule) {
    return rule.unnoted().mode().isPresent();
  }

  /** All of a pod's; what is asked here of single ports does not count as reading. */
  public PeerModes modes(String namespace, Map<String, String> labels) {
    MutualTls elsewhere = elsewhere(namespace, labels);
    SortedMap<Integer, MutualTls> byPort = new TreeMap<>();
    ofWorkload(namespace, labels)
        .map(PeerAuthentication::unnoted)
        .ifPresent(
            rule -> rule.ports().forEach(n -> byPort.put(n, rule.mode(n).orElse(elsewhere))));
    return new PeerModes(elsewhere, byPort, ofAll(namespace));
  }

  private MutualTls elsewhere(String namespace, Map<String, String> labels) {
    return ofWorkload(namespace, labels)
        .flatMap(PeerAuthentication::mode)
        .orElseGet(() -> ofAll(namespace));
  }

  /** The mode of a namespace's own rule, else of the mesh's. */
  private MutualTls ofAll(String namespace) {
    return ofNamespace(namespace)
        .flatMap(PeersOfNamespace::ofAll)
        .flatMap(PeerAuthentication::mode)
        .or(() -> mesh.filter(PeerAuthentication::selectsAll).flatMap(PeerAuthentication::mode))
        .orElse(MutualTls.PERMISSIVE);
  }

  private Optional<PeerAuthentication> ofWorkload(String namespace, Map<String, String> labels) {
    return ofNamespace(namespace).flatMap(rules -> rules.ofWorkload(labels));
  }

  private Optional<PeersOfNamespace> ofNamespace(String namespace) {
    return Optional.ofNullable(namespaces.get(namespace));
  }
}
