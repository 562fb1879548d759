package dev.meshlab.lab.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A question to a cluster: would it take some objects? It keeps none of them. */
public final class DryRun {

  /** Every cluster has it, and whether Istio takes an object does not depend on its namespace. */
  private static final String NAMESPACE = "default";

  private DryRun() {}

  /**
   * The reasons for which a cluster refuses objects; empty if it would take them all.
   *
   * @param yaml the objects, as their author wrote them
   * @throws ClusterFailed if they cannot be read
   */
  public static List<String> refusals(Cluster cluster, String yaml) {
    List<String> reasons = new ArrayList<>();
    for (HasMetadata written : objects(cluster, yaml)) {
      try {
        elsewhere(written).dryRun(cluster);
      } catch (ClusterFailed refused) {
        reasons.add(String.valueOf(refused.getMessage()));
      }
    }
    return reasons;
  }

  private static List<HasMetadata> objects(Cluster cluster, String yaml) {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return cluster.ask(
        "read manifests", client -> client.load(new ByteArrayInputStream(bytes)).items());
  }

  private static ClusterObject elsewhere(HasMetadata written) {
    ObjectNode tree = ClusterObject.of(Serialization.asJson(written)).tree();
    tree.withObject("/metadata").put("namespace", NAMESPACE);
    return ClusterObject.of(tree.toString());
  }
}
