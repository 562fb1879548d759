package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The application container of a Deployment: the first that is not Istio's own.
 *
 * @param env the variables with literal values; those from the downward API are the pod's own
 * @param written its fields
 */
public record AppContainer(
    String image, Map<String, String> env, List<String> args, Fields written) {

  static AppContainer of(Fields podSpec) {
    Fields container =
        podSpec.children("containers").stream()
            .filter(c -> !c.unnoted().string("name", "").equals("istio-proxy"))
            .findFirst()
            .orElseGet(() -> podSpec.below("containers"));
    container.heed("name");
    return new AppContainer(
        container.string("image", ""),
        env(container),
        container.strings("args"),
        container.unnoted());
  }

  private static Map<String, String> env(Fields container) {
    Map<String, String> env = new LinkedHashMap<>();
    for (Fields variable : container.children("env")) {
      if (!variable.has("valueFrom")) {
        env.put(variable.string("name", ""), variable.string("value", ""));
      }
    }
    return Map.copyOf(env);
  }
}
