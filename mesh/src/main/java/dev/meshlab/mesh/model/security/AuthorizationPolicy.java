package dev.meshlab.mesh.model.security;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule about who may call some workloads. Its fields are noted as read when they are asked for,
 * so that a policy which no workload has stays unread.
 *
 * @param annotations those of its metadata
 */
public record AuthorizationPolicy(Metadata metadata, Fields annotations, Fields spec) {

  /** The fate of a call that a rule of the policy fits. */
  public enum Action {
    ALLOW,
    DENY,
    AUDIT,
    CUSTOM
  }

  /** The texts that Go's strconv.ParseBool takes for true. */
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

  public static AuthorizationPolicy of(Document document, Fields root) {
    return new AuthorizationPolicy(
        Metadata.of(document, root),
        root.below("metadata").below("annotations"),
        root.below("spec"));
  }

  public String name() {
    return metadata.name();
  }

  public String namespace() {
    return metadata.namespace();
  }

  public Action action() {
    String written = spec.string("action", "");
    return Arrays.stream(Action.values())
        .filter(action -> action.name().equals(written))
        .findFirst()
        .orElse(Action.ALLOW);
  }

  /** True if proxies only count what they would have refused. */
  public boolean isDryRun() {
    return TRUE.contains(annotations.string("istio.io/dry-run", ""));
  }

  /** The provider that decides when the action is {@link Action#CUSTOM}. */
  public String provider() {
    return spec.below("provider").string("name", "");
  }

  public List<Fields> rules() {
    return spec.children("rules");
  }

  /**
   * True if it is for a workload (istio/istio, model.WorkloadPolicyMatcher). Only a workload that
   * carries the name of a Gateway of the Gateway API can be a target. A policy with other targets
   * is for waypoints.
   */
  boolean isFor(String workloadNamespace, Map<String, String> labels) {
    List<Fields> targets = targets();
    if (targets.isEmpty()) {
      return Labels.satisfy(spec.below("selector").stringMap("matchLabels"), labels);
    }
    String gateway = labels.getOrDefault(IstioNames.GATEWAY_NAME_LABEL, "");
    return !gateway.isEmpty()
        && namespace().equals(workloadNamespace)
        && targets.stream().anyMatch(target -> isGateway(target, gateway));
  }

  /** The target of the older field counts only where the list is empty. */
  private List<Fields> targets() {
    return spec.has("targetRef") && spec.unnoted().children("targetRefs").isEmpty()
        ? List.of(spec.below("targetRef"))
        : spec.children("targetRefs");
  }

  /** A target of another namespace is not a target of any workload. */
  private boolean isGateway(Fields target, String name) {
    return target.string("group", "").equals(IstioNames.GATEWAY_API)
        && target.string("kind", "").equals("Gateway")
        && target.string("name", "").equals(name)
        && Set.of("", namespace()).contains(target.string("namespace", ""));
  }
}
