package dev.meshlab.lab.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of a namespace, to be applied.
 *
 * <p>It is kept as text, since the API's client leaves out lists that are empty when it applies an
 * object of its own types.
 *
 * @param json what it is to be, as its author wrote it
 */
public record ClusterObject(String json) {

  private static final String FIELD_MANAGER = "meshlab";
  private static final String METADATA = "metadata";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The place of an object in a cluster. */
  private record Key(String apiVersion, String kind, String namespace, String name) {}

  /** An object from its JSON; what a cluster has added to it, as in a dump, is left out. */
  public static ClusterObject of(String json) {
    ObjectNode written = tree(json);
    written.remove("status");
    JsonNode there = written.path(METADATA);
    ObjectNode meta = MAPPER.createObjectNode();
    for (String field : List.of("name", "namespace", "annotations", "labels")) {
      if (there.hasNonNull(field)) {
        meta.set(field, there.get(field));
      }
    }
    meta.withObject("/labels").put(OwnNamespaces.MANAGED_BY, OwnNamespaces.LAB);
    written.set(METADATA, meta);
    return new ClusterObject(written.toString());
  }

  private static ObjectNode tree(String json) {
    try {
      return MAPPER.readValue(json, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an object that is not JSON: " + json, e);
    }
  }

  /** The object as a tree of the caller's own. */
  ObjectNode tree() {
    return tree(json);
  }

  /** An object of the API's client as a tree, with all that is empty in it. */
  static JsonNode tree(GenericKubernetesResource object) {
    return MAPPER.valueToTree(object);
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
    ObjectNode tree = tree();
    if (tree.path("spec").get("template") instanceof ObjectNode template) {
      ObjectNode annotations = template.withObject("/metadata").withObject("/annotations");
      if (!annotations.has(name)) {
        annotations.put(name, value);
      }
    }
    return of(tree.toString());
  }

  /**
   * The same workload.
   *
   * @param wanted whether the processes of all containers of a pod are to see each other
   */
  public ClusterObject withSharedProcesses(boolean wanted) {
    ObjectNode tree = tree();
    if (wanted && tree.path("spec").path("template").get("spec") instanceof ObjectNode pod) {
      pod.put("shareProcessNamespace", true);
    }
    return of(tree.toString());
  }

  /** The same workload, whose pods are played by stand-ins; they need no volumes. */
  public ClusterObject playedBy(StandIn standIn) {
    ObjectNode tree = tree();
    JsonNode own = tree.path("spec").path("template").path("spec");
    if (tree.get("spec") instanceof ObjectNode spec
        && spec.get("template") instanceof ObjectNode template) {
      spec.remove("volumeClaimTemplates");
      ObjectNode played =
          Serialization.unmarshal(
              Serialization.asJson(standIn.spec(account(own))), ObjectNode.class);
      played.setAll(PodPlacement.of(own).fields());
      template.set("spec", played);
    }
    return of(tree.toString());
  }

  private static String account(JsonNode podSpec) {
    return podSpec.path("serviceAccountName").asText("default");
  }

  /** The object as messages name it. */
  public String described() {
    Key key = key();
    return "%s %s/%s".formatted(key.kind(), key.namespace(), key.name());
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
    return cluster.ask("read " + described(), client -> in(client).get());
  }

  private Resource<GenericKubernetesResource> in(KubernetesClient client) {
    Key key = key();
    return client
        .genericKubernetesResources(key.apiVersion(), key.kind())
        .inNamespace(key.namespace())
        .withName(key.name());
  }

  private Key key() {
    JsonNode tree = tree();
    JsonNode meta = tree.path(METADATA);
    return new Key(
        tree.path("apiVersion").asText(),
        tree.path("kind").asText(),
        meta.path("namespace").asText(),
        meta.path("name").asText());
  }

  /** True for what is in the same place of the cluster. */
  public boolean isInPlaceOf(ClusterObject other) {
    return key().equals(other.key());
  }

  /** Removes it. */
  public void remove(Cluster cluster) {
    cluster.ask("remove " + described(), client -> in(client).delete());
  }

  /**
   * Puts it in the place of the one that is there, as {@code kubectl replace} does. Server-side
   * apply would do for most: but over a map with fields it makes an empty one null (Kubernetes
   * 1.34), and {@code spec: {}} can be all that a policy says.
   */
  public void replace(Cluster cluster) {
    cluster.ask("replace " + described(), client -> resource(client).update());
  }

  /** Applies it as {@code kubectl apply --server-side} does. */
  public void apply(Cluster cluster) {
    PatchContext patch =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FIELD_MANAGER)
            .withForce(true)
            .build();
    cluster.ask("apply " + described(), client -> resource(client).patch(patch, json));
  }

  /**
   * Sees whether the cluster would make it.
   *
   * @throws ClusterFailed if not
   */
  void dryRun(Cluster cluster) {
    cluster.ask(
        "create %s %s".formatted(key().apiVersion(), described()),
        client -> resource(client).dryRun().create());
  }

  private Resource<GenericKubernetesResource> resource(KubernetesClient client) {
    Key key = key();
    return client
        .genericKubernetesResources(key.apiVersion(), key.kind())
        .inNamespace(key.namespace())
        .resource(Serialization.unmarshal(json, GenericKubernetesResource.class));
  }
}
