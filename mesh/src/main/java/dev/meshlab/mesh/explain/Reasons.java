package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.config.UnplayedSetting;
import dev.meshlab.mesh.plane.Plane;
import dev.meshlab.mesh.schema.KindTrait;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private static final String IDLE = "who answers a call does not depend on it";

  /** The reasons why nothing of an object is in force, by the place of the object. */
  private final Map<Position, String> idle = new HashMap<>();

  /**
   * @param advice on the manifests
   */
  public Reasons(List<Diagnostic> advice) {
    for (Diagnostic each : advice) {
      Position object = each.idle();
      if (object != null) {
        idle.putIfAbsent(object, each.message());
      }
    }
  }

  /**
   * The reason why a plane ignores a field.
   *
   * @param onEnvoy whether a sidecar depends on it
   */
  public String ignored(Plane plane, Document document, Reads.Written field, boolean onEnvoy) {
    boolean istio = document.group().contains(".") || document.holdsMeshConfig();
    Optional<UnplayedSetting> unplayed =
        document.holdsMeshConfig() && plane.hasResources() && !onEnvoy
            ? UnplayedSetting.at(field.path())
            : Optional.empty();
    return unplayed
        .map(UnplayedSetting::reason)
        .orElseGet(() -> ignored(plane, document, field, onEnvoy, istio));
  }

  private String ignored(
      Plane plane, Document document, Reads.Written field, boolean onEnvoy, boolean istio) {
    return switch (plane.carrier()) {
      case KUBE_PROXY ->
          istio ? "kube-proxy knows no rules: one backend for each connection" : IDLE;
      case GRPC_JAVA ->
          field.sent() ? SENT : onEnvoy ? notEmitted(field.fields()) : elsewhere(document);
      case ENVOY -> elsewhere(document);
    };
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

  private String elsewhere(Document document) {
    String otherwise =
        KindTrait.RULE.isOf(document) ? "no resource that this client gets depends on it" : IDLE;
    return idle.getOrDefault(document.position(), otherwise);
  }
}
