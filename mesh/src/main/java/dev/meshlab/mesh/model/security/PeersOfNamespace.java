package dev.meshlab.mesh.model.security;

import dev.meshlab.mesh.manifest.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The PeerAuthentications of one namespace, by the labels of their pods. Each rule that stands
 * before the one in force is looked at, and so its selector counts as read.
 */
final class PeersOfNamespace {

  private final List<PeerAuthentication> oldestFirst;
  private final Map<Map.Entry<String, String>, List<Integer>> byLabel = new HashMap<>();
  private final Optional<Integer> forAll;
  private int read;

  PeersOfNamespace(List<PeerAuthentication> oldestFirst) {
    this.oldestFirst = oldestFirst;
    this.forAll =
        IntStream.range(0, oldestFirst.size())
            .boxed()
            .filter(i -> oldestFirst.get(i).selector().isEmpty())
            .findFirst();
    for (int i = 0; i < oldestFirst.size(); i++) {
      for (Map.Entry<String, String> label : oldestFirst.get(i).selector().entrySet()) {
        byLabel.computeIfAbsent(label, unused -> new ArrayList<>()).add(i);
      }
    }
  }

  /** The oldest whose selector a pod fits. */
  Optional<PeerAuthentication> ofWorkload(Map<String, String> labels) {
    Optional<Integer> chosen =
        labels.entrySet().stream()
            .flatMap(label -> byLabel.getOrDefault(label, List.of()).stream())
            .sorted()
            .filter(i -> Labels.satisfy(oldestFirst.get(i).selector(), labels))
            .findFirst();
    readUpTo(chosen.orElse(oldestFirst.size() - 1));
    return chosen.map(oldestFirst::get);
  }

  /** The oldest that is for all pods. */
  Optional<PeerAuthentication> ofAll() {
    forAll.ifPresent(this::readUpTo);
    return forAll.map(oldestFirst::get);
  }

  private void readUpTo(int last) {
    for (; read <= last; read++) {
      oldestFirst.get(read).heedSelector();
    }
  }
}
