package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of a mesh as they live in all namespaces of a cluster, and its mesh config. */
final class LiveRules {

  /** Kinds of a group that the cluster lacks, such as those of the Gateway API, have no objects. */
  private static final List<String> GROUPS =
      List.of(
          "networking.istio.io",
          "security.istio.io",
          "extensions.istio.io",
          "gateway.networking.k8s.io");

  /** The mesh config of an installation without a revision. */
  private static final String NAMESPACE = "istio-system";

  private static final String MESH_CONFIG = "istio";

  private LiveRules() {}

  static List<HasMetadata> of(Cluster cluster) {
    List<HasMetadata> rules = new ArrayList<>();
    for (String group : GROUPS) {
      rules.addAll(cluster.ask("list the objects of " + group, client -> of(client, group)));
    }
    ConfigMap config =
        cluster.ask(
            "read ConfigMap %s/%s".formatted(NAMESPACE, MESH_CONFIG),
            client -> client.configMaps().inNamespace(NAMESPACE).withName(MESH_CONFIG).get());
    if (config != null) {
      rules.add(config);
    }
    return rules;
  }

  /** Each kind in the first version that has it: the group's order is from new to old. */
  private static List<HasMetadata> of(KubernetesClient client, String name) {
    List<HasMetadata> rules = new ArrayList<>();
    APIGroup group = client.getApiGroup(name);
    Set<String> kinds = new HashSet<>();
    for (GroupVersionForDiscovery version :
        group == null ? List.<GroupVersionForDiscovery>of() : group.getVersions()) {
      for (APIResource kind : client.getApiResources(version.getGroupVersion()).getResources()) {
        if (kind.getVerbs().contains("list") && kinds.add(kind.getKind())) {
          rules.addAll(list(client, name, version.getVersion(), kind));
        }
      }
    }
    return rules;
  }

  private static List<GenericKubernetesResource> list(
      KubernetesClient client, String group, String version, APIResource kind) {
    ResourceDefinitionContext context =
        new ResourceDefinitionContext.Builder()
            .withGroup(group)
            .withVersion(version)
            .withKind(kind.getKind())
            .withPlural(kind.getName())
            .withNamespaced(Boolean.TRUE.equals(kind.getNamespaced()))
            .build();
    return client.genericKubernetesResources(context).inAnyNamespace().list().getItems();
  }
}
