package dev.meshlab.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/**
 * The part of a pod's spec that says on which nodes it may run, and how it gets its images: what a
 * pod has to have that takes the place of another one.
 *
 * @param json the fields of a pod's spec
 */
public record PodPlacement(String json) {

  /** A pod that runs anywhere. */
  public static final PodPlacement ANYWHERE = new PodPlacement("{}");

  private static final List<String> FIELDS =
      List.of("imagePullSecrets", "nodeSelector", "priorityClassName", "tolerations");

  private static final String AFFINITY = "affinity";

  /** Affinity to other pods is left out: the pods that it means may not be there. */
  private static final String TO_NODES = "nodeAffinity";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The placement that a pod's spec asks for. */
  static PodPlacement of(JsonNode podSpec) {
    ObjectNode placement = MAPPER.createObjectNode();
    for (String field : FIELDS) {
      if (podSpec.hasNonNull(field)) {
        placement.set(field, podSpec.get(field));
      }
    }
    JsonNode nodes = podSpec.path(AFFINITY).path(TO_NODES);
    if (nodes.isObject()) {
      placement.putObject(AFFINITY).set(TO_NODES, nodes);
    }
    return new PodPlacement(placement.toString());
  }

  /** The placement that a pod's spec asks for, as JSON. */
  public static PodPlacement of(String podSpec) {
    return of(Serialization.unmarshal(podSpec, JsonNode.class));
  }

  /** A pod's spec with nothing else in it. */
  PodSpec spec() {
    return Serialization.unmarshal(json, PodSpec.class);
  }

  /** The fields, to be put into the spec of a pod. */
  ObjectNode fields() {
    return Serialization.unmarshal(json, ObjectNode.class);
  }
}
