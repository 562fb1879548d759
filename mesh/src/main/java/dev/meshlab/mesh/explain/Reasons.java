package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.config.UnplayedSetting;
import dev.meshlab.mesh.schema.KindTrait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reasons why nothing on a plane depends on a field. */
public final class Reasons {

  /** Features that grpc-java has and that istiod does not send to it, by the field's name. */
  private static final Map<String, String> GRPC_JAVA_COULD =
      Map.of(
          "outlierDetection", "gRFC A50",
          "retries", "gRFC A44",
          "fault", "gRFC A33",
          "http2MaxRequests", "gRFC A32",
          "consistentHash", "gRFC A42 for headers");

  private static final List<String> SIMPLE_BALANCER = List.of("loadBalancer", "simple");

  /** Istio/istio, grpcgen/cds.go. */
  private static final String BALANCERS =
      "istiod's proxyless generator emits LEAST_REQUEST, ROUND_ROBIN and consistentHash and no other"
          + " balancer: the client rotates";

  /** It is in {@code config --plane proxyless}, and has no effect. */
  private static final String SENT = "istiod sends it, and grpc-java does not read it";

  /** The causes that are about what a translator reads, too. */
  private static final Set<DiagnosticId> DESPITE_READING =
      Set.of(
          DiagnosticId.NOT_HONOURED,
          DiagnosticId.UNUSED_SUBSET,
          DiagnosticId.UNKNOWN_DELEGATE,
          DiagnosticId.HTTP_RULE_AT_TCP);

  /** The causes that are about a DestinationRule which is looked at, and then left for another. */
  private static final Set<DiagnosticId> NOT_APPLIED =
      Set.of(
          DiagnosticId.REPLACED_RULE,
          DiagnosticId.NOT_EXPORTED,
          DiagnosticId.MORE_SPECIFIC_RULE,
          DiagnosticId.OTHER_CALLERS);

  private static final String NOTHING_DEPENDS = "no resource that this client gets depends on it";

  private static final String IDLE = "who answers a call does not depend on it";

  /** The diagnostics that say what has no effect, by the place of the object. */
  private final Map<Position, List<Diagnostic>> causes = new HashMap<>();

  /**
   * @param causes the diagnostics that may say what has no effect, those first that are to be named
   *     before others
   */
  public Reasons(List<Diagnostic> causes) {
    for (Diagnostic each : causes) {
      each.idle().stream()
          .map(Idle::object)
          .distinct()
          .forEach(
              object -> this.causes.computeIfAbsent(object, unused -> new ArrayList<>()).add(each));
    }
  }

  /**
   * The reason why a plane ignores a field.
   *
   * @param onEnvoy whether a sidecar depends on it
   */
  public Reason ignored(Plane plane, Document document, Reads.Written field, boolean onEnvoy) {
    Optional<UnplayedSetting> unplayed =
        document.holdsMeshConfig() && plane.hasResources() && !onEnvoy
            ? UnplayedSetting.at(field.path())
            : Optional.empty();
    return unplayed
        .map(setting -> Reason.of(setting.reason()))
        .orElseGet(() -> ofCarrier(plane, document, field, onEnvoy));
  }

  /** The reason why a field that a translator reads has no effect all the same; empty if it has. */
  Optional<Reason> withoutEffect(Plane plane, Document document, Reads.Written field) {
    boolean outside = plane.isEnteredFromOutside();
    return causes.getOrDefault(document.position(), List.of()).stream()
        .filter(each -> DESPITE_READING.contains(each.id()) || isNotApplied(each, document, field))
        .filter(each -> covers(each, document, field, outside))
        .findFirst()
        .map(each -> new Reason(each.message(), each.id()));
  }

  /**
   * To find the rule that is in force, istiod looks at the hosts and the subsets of all. A policy
   * is read only where it is in force for someone, as for the pods' own proxies.
   */
  private static boolean isNotApplied(Diagnostic cause, Document document, Reads.Written field) {
    return NOT_APPLIED.contains(cause.id())
        && document.kind().equals("DestinationRule")
        && !field.fields().contains("trafficPolicy");
  }

  private Reason ofCarrier(Plane plane, Document document, Reads.Written field, boolean onEnvoy) {
    boolean istio = document.group().contains(".") || document.holdsMeshConfig();
    boolean ofEnvoy = onEnvoy || document.kind().equals("EnvoyFilter");
    return switch (plane.carrier()) {
      case KUBE_PROXY ->
          behindAddresses(document, field)
              .orElseGet(
                  () ->
                      Reason.of(
                          istio
                              ? "kube-proxy knows no rules: one backend for each connection"
                              : IDLE));
      case GRPC_JAVA ->
          field.sent()
              ? Reason.of(SENT)
              : ofEnvoy ? Reason.of(notEmitted(field.fields())) : elsewhere(plane, document, field);
      case ENVOY -> elsewhere(plane, document, field);
    };
  }

  private Optional<Reason> behindAddresses(Document document, Reads.Written field) {
    return causes.getOrDefault(document.position(), List.of()).stream()
        .filter(each -> each.idle().stream().anyMatch(Idle::isForAll))
        .filter(each -> covers(each, document, field, false))
        .findFirst()
        .map(each -> new Reason(each.message(), each.id()));
  }

  private static String notEmitted(List<String> fields) {
    if (Collections.indexOfSubList(fields, SIMPLE_BALANCER) >= 0) {
      return BALANCERS;
    }
    Optional<String> ability =
        GRPC_JAVA_COULD.entrySet().stream()
            .filter(known -> fields.contains(known.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    return ability
        .map(
            a ->
                "istiod's proxyless generator does not emit it, though grpc-java could (" + a + ")")
        .orElse("istiod's proxyless generator does not emit it");
  }

  private Reason elsewhere(Plane plane, Document document, Reads.Written field) {
    boolean outside = plane.isEnteredFromOutside();
    return causes.getOrDefault(document.position(), List.of()).stream()
        .filter(each -> covers(each, document, field, outside))
        .findFirst()
        .map(each -> new Reason(each.message(), each.id()))
        .orElseGet(() -> Reason.of(KindTrait.RULE.isOf(document) ? NOTHING_DEPENDS : IDLE));
  }

  private static boolean covers(
      Diagnostic cause, Document document, Reads.Written field, boolean outside) {
    return cause.idle().stream()
        .anyMatch(part -> part.covers(document.position(), field.path(), outside));
  }
}
