package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.security.AuthorizationPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pods whose calls each AuthorizationPolicy decides on. */
public final class GuardedPods {

  private final Map<String, List<Pod>> pods = new HashMap<>();

  public GuardedPods(Mesh mesh) {
    for (Pod pod : mesh.pods()) {
      for (AuthorizationPolicy policy : mesh.authorizationPolicies(pod)) {
        pods.computeIfAbsent(name(policy.namespace(), policy.name()), unused -> new ArrayList<>())
            .add(pod);
      }
    }
  }

  public List<Pod> of(Document policy) {
    return pods.getOrDefault(name(policy.namespace(), policy.name()), List.of());
  }

  private static String name(String namespace, String name) {
    return namespace + "/" + name;
  }
}
