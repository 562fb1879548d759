package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Patches of Envoy's own configuration, active health checks above all. */
final class EnvoyFilterAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document filter : context.manifests().of(AdviceContext.NETWORKING, "EnvoyFilter")) {
      boolean forPods = isForPods(context, filter);
      List<Fields> patches =
          AdviceContext.spec(filter).children("configPatches").stream()
              .filter(patch -> forPods || !isInbound(patch))
              .toList();
      patches.stream()
          .filter(patch -> !patch.below("match").below("proxy").has("proxyVersion"))
          .findFirst()
          .ifPresent(patch -> advice.add(anyVersion(patch)));
      for (Fields patch : patches) {
        Fields value = patch.below("patch").below("value");
        for (String spelling : List.of("health_checks", "healthChecks")) {
          value.children(spelling).forEach(check -> healthCheck(spelling, patch, check, advice));
        }
      }
    }
    return advice;
  }

  /** Callers need not be in the manifests, but the pods that they call are. */
  private static boolean isForPods(AdviceContext context, Document filter) {
    Map<String, String> labels =
        AdviceContext.spec(filter).below("workloadSelector").stringMap("labels");
    List<Pod> pods = context.mesh().pods();
    return pods.isEmpty() || pods.stream().anyMatch(pod -> Labels.satisfy(labels, pod.labels()));
  }

  private static boolean isInbound(Fields patch) {
    return patch.below("match").string("context", "").equals("SIDECAR_INBOUND");
  }

  private static Diagnostic anyVersion(Fields patch) {
    Fields match = patch.below("match");
    RewrittenFields proxy =
        RewrittenFields.copyOf(match.below("proxy")).put("proxyVersion", "^1\\.31.*");
    return patch.diagnostic(
        DiagnosticId.ENVOY_FILTER,
        "match",
        "an EnvoyFilter changes what Istio generates, and may stop working with the next Istio"
            + " version",
        "# in each patch: only for the version that it was tried with\n"
            + Block.of("match", RewrittenFields.copyOf(match).put("proxy", proxy)));
  }

  private static void healthCheck(
      String spelling, Fields patch, Fields check, List<Diagnostic> advice) {
    Fields value = patch.below("patch").below("value");
    if (!check.has("no_traffic_interval") && !check.has("noTrafficInterval")) {
      RewrittenFields fixed =
          RewrittenFields.copyOf(check).put("no_traffic_interval", check.string("interval", "10s"));
      advice.add(
          check.diagnostic(
              DiagnosticId.HEALTH_CHECK_IDLE,
              "interval",
              "counts only once the cluster has had a call: until then Envoy checks every 60 s, and"
                  + " a pod that was never checked gets no calls",
              Block.of(spelling, List.of(fixed.fields()))));
    }
    if (!value.bool("ignore_health_on_host_removal", false)) {
      advice.add(effects(value, check));
    }
    for (String grpc : List.of("grpc_health_check", "grpcHealthCheck")) {
      if (check.has(grpc) && !check.below(grpc).has("authority")) {
        advice.add(authority(grpc, spelling, patch, check));
      }
    }
  }

  /** Envoy, source/extensions/health_checkers/grpc: the name of the cluster is the default. */
  private static Diagnostic authority(String grpc, String spelling, Fields patch, Fields check) {
    String host =
        patch.below("match").below("cluster").string("service", "server.default.svc.cluster.local");
    RewrittenFields service = RewrittenFields.copyOf(check.below(grpc)).put("authority", host);
    return check.diagnostic(
        DiagnosticId.HEALTH_CHECK_AUTHORITY,
        grpc,
        "has no authority, so that each check carries the name of the cluster, with bars in it; the"
            + " sidecar of a pod refuses it, no pod is healthy, and every call fails",
        "# the host of the Service\n"
            + Block.of(
                spelling, List.of(RewrittenFields.copyOf(check).put(grpc, service).fields())));
  }

  private static Diagnostic effects(Fields value, Fields check) {
    RewrittenFields outlier =
        RewrittenFields.copyOf(value.below("outlier_detection"))
            .put("successful_active_health_check_uneject_host", false);
    RewrittenFields fixed =
        RewrittenFields.copyOf(value)
            .put("ignore_health_on_host_removal", true)
            .put("outlier_detection", outlier);
    return check.diagnostic(
        DiagnosticId.HEALTH_CHECK_EFFECTS,
        "",
        "every client checks every pod; a pod that leaves stays in use until a check fails, a check"
            + " that passes brings back a pod that outlier detection ejected, and an"
            + " AuthorizationPolicy may refuse /grpc.health.v1.Health/Check",
        "# drops a pod that leaves at once, and leaves ejection alone\n"
            + Block.of("value", fixed));
  }
}
