package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The objects of namespaces as they live in a cluster, and its nodes. */
public final class LiveObjects {

  private LiveObjects() {}

  /** The namespaces, the pods in them, what leads there, and where they run, as a list in JSON. */
  public static String json(Cluster cluster, Collection<String> namespaces) {
    List<HasMetadata> objects = new ArrayList<>();
    objects.addAll(cluster.ask("list the nodes", client -> client.nodes().list().getItems()));
    for (String namespace : namespaces) {
      objects.addAll(
          cluster.ask("list the objects of " + namespace, client -> of(client, namespace)));
    }
    objects.forEach(each -> each.getMetadata().setManagedFields(List.of()));
    return Serialization.asJson(new KubernetesListBuilder().withItems(objects).build());
  }

  private static List<HasMetadata> of(KubernetesClient client, String namespace) {
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(client.namespaces().withName(namespace).require());
    objects.addAll(client.apps().replicaSets().inNamespace(namespace).list().getItems());
    objects.addAll(client.pods().inNamespace(namespace).list().getItems());
    objects.addAll(client.services().inNamespace(namespace).list().getItems());
    objects.addAll(
        client.discovery().v1().endpointSlices().inNamespace(namespace).list().getItems());
    return objects;
  }
}
