package dev.meshlab.lab.session;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.MetadataEntry;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.RpcBehaviors;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names of pods that people write, such as {@code server-1}, beside those that a cluster gives.
 *
 * @param givenByPlayed the names of the cluster, by those that people write
 */
record PodNames(Map<String, String> givenByPlayed) {

  PodNames {
    givenByPlayed = Map.copyOf(givenByPlayed);
  }

  /**
   * The names of the pods of each workload, in their order.
   *
   * @param played the mesh as the manifests have it
   * @param given the mesh as it lives in the cluster
   */
  static PodNames of(Mesh played, Mesh given) {
    Map<String, String> names = new HashMap<>();
    Map<String, List<Pod>> live =
        given.pods().stream().collect(Collectors.groupingBy(Pod::workloadKey));
    Map<String, List<Pod>> written =
        played.pods().stream().collect(Collectors.groupingBy(Pod::workloadKey));
    written.forEach(
        (workload, pods) -> {
          List<Pod> its = new ArrayList<>(live.getOrDefault(workload, List.of()));
          its.sort(Comparator.comparing(Pod::name));
          for (int i = 0; i < Math.min(pods.size(), its.size()); i++) {
            names.put(pods.get(i).name(), its.get(i).name());
          }
        });
    return new PodNames(names);
  }

  /** The same calls, where what they ask of a pod is asked of the one in the cluster. */
  Load given(Load load) {
    List<MetadataEntry> metadata = load.metadata().stream().map(this::given).toList();
    return load.toBuilder().metadata(metadata).build();
  }

  private MetadataEntry given(MetadataEntry entry) {
    return new MetadataEntry(
        entry.key(),
        RpcBehaviors.renamed(
            entry.key(), entry.value(), host -> givenByPlayed.getOrDefault(host, host)));
  }

  /** The same counts, of pods by the names that people write. */
  Observation played(Observation seen) {
    return seen.of(played(seen.pods()));
  }

  /** The name that people write for a pod; one that has come since has that of the cluster. */
  String played(String given) {
    return givenByPlayed.entrySet().stream()
        .filter(each -> each.getValue().equals(given))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(given);
  }

  /** The pods by the names that people write; one that has come since has that of the cluster. */
  PodLabels played(PodLabels given) {
    Map<String, PodLabel> byUuid = new HashMap<>();
    given.byUuid().forEach((uuid, pod) -> byUuid.put(uuid, pod.renamed(played(pod.name()))));
    return new PodLabels(byUuid);
  }
}
