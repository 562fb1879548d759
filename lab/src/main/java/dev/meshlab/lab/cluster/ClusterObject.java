package dev.meshlab.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object of a namespace, to be applied.
 *
 * @param resource what it is to be, as its author wrote it
 */
public record ClusterObject(GenericKubernetesResource resource) {

  private static final String FIELD_MANAGER = "meshlab";

  /** An object from its JSON; what a cluster has added to it, as in a dump, is left out. */
  public static ClusterObject of(String json) {
    GenericKubernetesResource written =
        Serialization.unmarshal(json, GenericKubernetesResource.class);
    written.getAdditionalProperties().remove("status");
    ObjectMeta meta = new ObjectMeta();
    meta.setName(written.getMetadata().getName());
    meta.setNamespace(written.getMetadata().getNamespace());
    meta.setAnnotations(written.getMetadata().getAnnotations());
    meta.setLabels(marked(written.getMetadata().getLabels()));
    written.setMetadata(meta);
    return new ClusterObject(written);
  }

  private static Map<String, String> marked(@Nullable Map<String, String> labels) {
    Map<String, String> all = new HashMap<>(labels == null ? Map.of() : labels);
    all.put(OwnNamespaces.MANAGED_BY, OwnNamespaces.LAB);
    return all;
  }

  /** An account of that name, which pods need to have before they are made. */
  public static ClusterObject account(String namespace, String name) {
    return of(
        """
        {"apiVersion": "v1", "kind": "ServiceAccount", "automountServiceAccountToken": false,
         "metadata": {"namespace": "%s", "name": "%s"}}
        """
            .formatted(namespace, name));
  }

  /** The same, with an annotation of its pods, unless they have it. */
  public ClusterObject withPodAnnotation(String name, String value) {
    ObjectNode tree = Serialization.unmarshal(Serialization.asJson(resource), ObjectNode.class);
    if (tree.path("spec").get("template") instanceof ObjectNode template) {
      ObjectNode annotations = template.withObject("/metadata").withObject("/annotations");
      if (!annotations.has(name)) {
        annotations.put(name, value);
      }
    }
    return of(tree.toString());
  }

  /** The same workload, whose pods are played by stand-ins; they need no volumes. */
  public ClusterObject playedBy(StandIn standIn) {
    ObjectNode tree = Serialization.unmarshal(Serialization.asJson(resource), ObjectNode.class);
    String account = account(tree.path("spec").path("template").path("spec"));
    if (tree.get("spec") instanceof ObjectNode spec
        && spec.get("template") instanceof ObjectNode template) {
      spec.remove("volumeClaimTemplates");
      template.set(
          "spec",
          Serialization.unmarshal(Serialization.asJson(standIn.spec(account)), ObjectNode.class));
    }
    return of(tree.toString());
  }

  private static String account(JsonNode podSpec) {
    return podSpec.path("serviceAccountName").asText("default");
  }

  /** The object as messages name it. */
  public String described() {
    ObjectMeta meta = resource.getMetadata();
    return "%s %s/%s".formatted(resource.getKind(), meta.getNamespace(), meta.getName());
  }

  /** The changes that applying it would make. */
  public ObjectDiff diff(Cluster cluster) {
    return ObjectDiff.of(this, live(cluster));
  }

  /** All differences from the one that lives there, of a kind without defaults. */
  public ObjectDiff exactDiff(Cluster cluster) {
    return ObjectDiff.exact(this, live(cluster));
  }

  private @Nullable GenericKubernetesResource live(Cluster cluster) {
    return cluster.ask(
        "read " + described(),
        client ->
            client
                .genericKubernetesResources(resource.getApiVersion(), resource.getKind())
                .inNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName())
                .get());
  }

  /** True for what is in the same place of the cluster. */
  public boolean isInPlaceOf(ClusterObject other) {
    ObjectMeta meta = resource.getMetadata();
    ObjectMeta its = other.resource.getMetadata();
    return resource.getApiVersion().equals(other.resource.getApiVersion())
        && resource.getKind().equals(other.resource.getKind())
        && meta.getName().equals(its.getName())
        && Objects.equals(meta.getNamespace(), its.getNamespace());
  }

  /** Removes it. */
  public void remove(Cluster cluster) {
    cluster.ask(
        "remove " + described(),
        client ->
            client
                .genericKubernetesResources(resource.getApiVersion(), resource.getKind())
                .inNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName())
                .delete());
  }

  /** Applies it as {@code kubectl apply --server-side} does. */
  public void apply(Cluster cluster) {
    cluster.ask(
        "apply " + described(),
        client ->
            client
                .genericKubernetesResources(resource.getApiVersion(), resource.getKind())
                .inNamespace(resource.getMetadata().getNamespace())
                .resource(resource)
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply());
  }
}
