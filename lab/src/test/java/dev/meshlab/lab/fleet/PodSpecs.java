package dev.meshlab.lab.fleet;

import java.util.List;
import java.util.Map;

final class PodSpecs {
  private PodSpecs() {}

  static PodSpec pod(String name, String... arguments) {
    return pod(name, Map.of(), arguments);
  }

  static PodSpec pod(String name, Map<String, String> environment, String... arguments) {
    return new PodSpec(
        name,
        "shop",
        "uid-" + name,
        "v1",
        "region",
        "",
        "node",
        "10.0.0.1",
        environment,
        List.of(arguments));
  }
}
