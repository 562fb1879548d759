package dev.meshlab.lab.cluster;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pods of namespaces at one moment.
 *
 * @param namespaces that are looked at
 * @param restartsByName how often the containers of each had to be started again
 */
public record LivePods(Set<String> namespaces, Map<String, Integer> restartsByName) {

  /** Those of some pods that are ready now; others, such as a client's, come and go. */
  public static LivePods of(
      Cluster cluster, Collection<String> namespaces, Collection<String> names) {
    LivePods all = of(cluster, namespaces);
    Map<String, Integer> some = new TreeMap<>(all.restartsByName);
    some.keySet().retainAll(names);
    return new LivePods(all.namespaces, some);
  }

  private static LivePods of(Cluster cluster, Collection<String> namespaces) {
    Map<String, Integer> restarts = new TreeMap<>();
    Set<String> distinct = new TreeSet<>(namespaces);
    for (String namespace : distinct) {
      cluster
          .ask(
              "list the pods of " + namespace,
              client -> client.pods().inNamespace(namespace).list().getItems())
          .stream()
          .filter(PodState::isReady)
          .forEach(pod -> restarts.put(pod.getMetadata().getName(), PodState.restarts(pod)));
    }
    return new LivePods(distinct, restarts);
  }

  /** The first of these that is no longer ready, or was started again; empty while all are well. */
  public Optional<String> lost(Cluster cluster) {
    Map<String, Integer> now = of(cluster, namespaces).restartsByName;
    return restartsByName.entrySet().stream()
        .filter(pod -> !Objects.equals(now.get(pod.getKey()), pod.getValue()))
        .map(
            pod ->
                "pod %s %s"
                    .formatted(
                        pod.getKey(),
                        now.containsKey(pod.getKey())
                            ? "was started again"
                            : "is not ready any more"))
        .findFirst();
  }
}
