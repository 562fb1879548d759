package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Locality settings that leave pods out, or do nothing. */
final class LocalityAdvice implements Adviser {

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Scene.Policy policy : scene.policies()) {
      Fields locality = policy.fields().below("loadBalancer").below("localityLbSetting");
      locality.children("distribute").forEach(d -> distribute(scene, policy, d, advice));
      for (String failover : List.of("failover", "failoverPriority")) {
        if (locality.has(failover) && !policy.fields().has("outlierDetection")) {
          advice.add(
              Advice.of(
                  "failover-without-outlier-detection",
                  locality,
                  failover,
                  "does nothing without outlierDetection, which is what finds a zone unhealthy",
                  "outlierDetection:\n  consecutive5xxErrors: 5\n  maxEjectionPercent: 100",
                  "locality-failover"));
        }
      }
    }
    return advice;
  }

  private static void distribute(
      Scene scene, Scene.Policy policy, Fields distribute, List<Advice> advice) {
    Fields to = distribute.below("to");
    if (!to.names().contains("*")) {
      String left =
          policy
              .endpoints(scene.mesh())
              .map(endpoint -> endpoint.locality().region())
              .filter(region -> !region.isEmpty())
              .filter(region -> to.names().stream().noneMatch(name -> isIn(region, name)))
              .distinct()
              .sorted()
              .map(region -> "\n  " + region + "/*: 10")
              .collect(Collectors.joining());
      advice.add(
          Advice.of(
              "distribute-leaves-out",
              distribute,
              "to",
              "pods in a locality that is not listed here get no calls at all, whatever happens to"
                  + " the others",
              "to:              # besides what is there; all together 100"
                  + (left.isEmpty() ? "\n  another-region/*: 10" : left),
              "locality-distribute"));
    }
  }

  private static boolean isIn(String region, String name) {
    return name.equals(region) || name.startsWith(region + "/");
  }
}
