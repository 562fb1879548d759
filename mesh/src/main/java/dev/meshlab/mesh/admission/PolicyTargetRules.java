package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of the CRD and the webhook for what a policy is attached to. */
final class PolicyTargetRules {

  private static final Set<String> ALLOWED =
      Set.of(
          "/Service",
          "core/Service",
          "networking.istio.io/ServiceEntry",
          "gateway.networking.k8s.io/Gateway",
          "gateway.networking.k8s.io/GatewayClass");
  private static final int MOST = 16;

  private final Findings findings;

  PolicyTargetRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields spec) {
    long given = Stream.of("selector", "targetRef", "targetRefs").filter(spec::has).count();
    findings.errorIf(
        given > 1,
        spec,
        spec.has("targetRefs") ? "targetRefs" : "targetRef",
        "only one of targetRefs or selector can be set",
        "keep one of them");
    new LabelRules(findings).checkSelector(spec.below("selector").below("matchLabels"));
    spec.child("targetRef").ifPresent(this::target);
    findings.atMost(MOST, spec, "targetRefs");
    spec.children("targetRefs").forEach(this::target);
  }

  private void target(Fields target) {
    new TargetReferenceRules(findings).check(target);
    String written = target.string("group", "") + "/" + target.string("kind", "");
    boolean complete = !target.string("kind", "").isEmpty();
    findings.errorIf(
        complete && !ALLOWED.contains(written),
        target,
        "kind",
        "targetRef must be to one of [core/v1/Service networking.istio.io/v1/ServiceEntry"
            + " gateway.networking.k8s.io/v1/Gateway gateway.networking.k8s.io/v1/GatewayClass] but"
            + " was "
            + written,
        "write the group of the Gateway API beside kind: Gateway");
  }
}
