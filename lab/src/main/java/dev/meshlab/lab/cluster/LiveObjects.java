package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The objects of namespaces as they live in a cluster, and its nodes. */
public final class LiveObjects {

  private LiveObjects() {}

  /** The namespaces, the pods in them, what leads there, and where they run, as a list in JSON. */
  public static String json(Cluster cluster, Collection<String> namespaces) {
    List<HasMetadata> objects = new ArrayList<>(nodes(cluster));
    for (String namespace : namespaces) {
      objects.add(
          cluster.ask(
              "read namespace " + namespace,
              client -> client.namespaces().withName(namespace).require()));
      objects.addAll(
          cluster.ask("list the objects of " + namespace, client -> of(client, namespace)));
    }
    return json(objects);
  }

  private static List<HasMetadata> nodes(Cluster cluster) {
    return cluster.ask("list the nodes", client -> List.copyOf(client.nodes().list().getItems()));
  }

  private static List<HasMetadata> of(KubernetesClient client, String namespace) {
    List<HasMetadata> objects = new ArrayList<>();
    objects.addAll(client.apps().replicaSets().inNamespace(namespace).list().getItems());
    objects.addAll(client.pods().inNamespace(namespace).list().getItems());
    objects.addAll(client.services().inNamespace(namespace).list().getItems());
    objects.addAll(
        client.discovery().v1().endpointSlices().inNamespace(namespace).list().getItems());
    return objects;
  }

  /**
   * All that istiod translates: the same of every namespace, the workloads, the rules, and the mesh
   * config.
   */
  public static String everywhere(Cluster cluster) {
    List<HasMetadata> objects = new ArrayList<>(nodes(cluster));
    objects.addAll(cluster.ask("list the objects of all namespaces", LiveObjects::ofAllNamespaces));
    objects.addAll(LiveRules.of(cluster));
    return json(objects);
  }

  private static List<HasMetadata> ofAllNamespaces(KubernetesClient client) {
    List<HasMetadata> objects = new ArrayList<>();
    objects.addAll(client.namespaces().list().getItems());
    objects.addAll(client.apps().deployments().inAnyNamespace().list().getItems());
    objects.addAll(client.apps().statefulSets().inAnyNamespace().list().getItems());
    objects.addAll(client.apps().daemonSets().inAnyNamespace().list().getItems());
    objects.addAll(client.apps().replicaSets().inAnyNamespace().list().getItems());
    objects.addAll(client.pods().inAnyNamespace().list().getItems());
    objects.addAll(client.services().inAnyNamespace().list().getItems());
    objects.addAll(client.discovery().v1().endpointSlices().inAnyNamespace().list().getItems());
    return objects;
  }

  private static String json(List<HasMetadata> objects) {
    List<HasMetadata> there = objects.stream().filter(Objects::nonNull).toList();
    there.forEach(each -> each.getMetadata().setManagedFields(List.of()));
    return Serialization.asJson(new KubernetesListBuilder().withItems(there).build());
  }
}
