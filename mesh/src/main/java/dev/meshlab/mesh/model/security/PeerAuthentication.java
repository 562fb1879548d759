package dev.meshlab.mesh.model.security;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demands of a mesh, a namespace or some of its workloads on their callers. */
public record PeerAuthentication(Metadata metadata, Fields spec) {

  public static PeerAuthentication of(Document document, Fields root) {
    return new PeerAuthentication(Metadata.of(document, root), root.below("spec"));
  }

  String namespace() {
    return metadata.namespace();
  }

  /** True if it is for all pods of all namespaces; asking does not count as reading. */
  boolean isOfMesh(String rootNamespace) {
    return namespace().equals(rootNamespace) && selector().isEmpty();
  }

  /** True if it is for all pods that its namespace makes it for. */
  boolean selectsAll() {
    return spec.below("selector").stringMap("matchLabels").isEmpty();
  }

  /** Notes that its selector was looked at. */
  void heedSelector() {
    spec.below("selector").child("matchLabels").ifPresent(Fields::heedAll);
  }

  /** The labels of its pods; asking does not count as reading. */
  Map<String, String> selector() {
    return spec.unnoted().below("selector").stringMap("matchLabels");
  }

  Optional<MutualTls> mode() {
    return MutualTls.of(spec.below("mtls").string("mode", ""));
  }

  /** Empty when it says nothing of this port, or leaves it unset. */
  Optional<MutualTls> mode(int port) {
    Fields ofPort = spec.below("portLevelMtls").below(String.valueOf(port));
    return MutualTls.of(ofPort.string("mode", ""));
  }

  /**
   * The ports that have a mode of their own, or leave it unset; asking does not count as reading.
   */
  List<Integer> ports() {
    return spec.unnoted().below("portLevelMtls").names().stream()
        .filter(name -> !name.isEmpty() && name.chars().allMatch(Character::isDigit))
        .map(Integer::valueOf)
        .toList();
  }

  /** The same rule for one whose questions do not count as reading. */
  PeerAuthentication unnoted() {
    return new PeerAuthentication(metadata, spec.unnoted());
  }
}
