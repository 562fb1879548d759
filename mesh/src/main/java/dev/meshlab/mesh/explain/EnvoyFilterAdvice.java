package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.List;

/** Patches of Envoy's own configuration, active health checks above all. */
final class EnvoyFilterAdvice implements Adviser {

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Fields spec : scene.specs(Scene.NETWORKING, "EnvoyFilter")) {
      advice.add(
          Advice.of(
              "envoy-filter",
              spec,
              "configPatches",
              "an EnvoyFilter changes what Istio generates, and may stop to fit with the next"
                  + " version of Istio",
              "match:           # of each patch: only for the version that it was tried with\n"
                  + "  proxy:\n    proxyVersion: ^1\\.31.*",
              "active-health-check"));
      for (Fields patch : spec.children("configPatches")) {
        Fields value = patch.below("patch").below("value");
        List<Fields> checks = new ArrayList<>(value.children("health_checks"));
        checks.addAll(value.children("healthChecks"));
        checks.forEach(check -> healthCheck(check, advice));
      }
    }
    return advice;
  }

  private static void healthCheck(Fields check, List<Advice> advice) {
    if (!check.has("no_traffic_interval") && !check.has("noTrafficInterval")) {
      advice.add(
          Advice.of(
              "health-check-idle",
              check,
              "interval",
              "counts only once the cluster has had a call: until then Envoy checks every 60 s, and"
                  + " a pod that was never checked gets no calls",
              "health_checks:\n- no_traffic_interval: " + check.string("interval", "10s"),
              "active-health-check"));
    }
    advice.add(
        Advice.of(
            "health-check-effects",
            check,
            "",
            "every client checks every pod; a pod that leaves stays in use until a check fails, a"
                + " check that passes brings back a pod that outlier detection ejected, and an"
                + " AuthorizationPolicy may refuse /grpc.health.v1.Health/Check",
            """
            value:           # drops a pod that leaves at once, and leaves ejection alone
              ignore_health_on_host_removal: true
              outlier_detection: {successful_active_health_check_uneject_host: false}""",
            "health-timeline"));
  }
}
