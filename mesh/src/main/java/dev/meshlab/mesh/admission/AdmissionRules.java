package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.FieldPath;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.MeshConfigFields;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.schema.KindTrait;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules by which a cluster refuses an object although the schema's types allow it: the API
 * server's own validation of Kubernetes's kinds (kubernetes/kubernetes, pkg/apis), the CEL rules of
 * the CRDs, and Istio's admission webhook (istio/istio, pkg/config/validation), each with its own
 * text as the message.
 */
public final class AdmissionRules {

  private final Document document;
  private final Findings findings = new Findings(DiagnosticId.INVALID_METADATA, new ArrayList<>());

  public AdmissionRules(Document document) {
    this.document = document;
  }

  /**
   * The problems for which a cluster refuses the object.
   *
   * @param known what the schema says of the object already; where it found fault with a field,
   *     nothing more is said of that field or of what holds it
   */
  public List<Diagnostic> problems(List<Diagnostic> known) {
    Fields root = Fields.of(document);
    switch (document.group()) {
      case "", "apps", "discovery.k8s.io" -> kubernetes(root);
      case "networking.istio.io", "security.istio.io" -> istio(root);
      case "gateway.networking.k8s.io" -> gatewayApi(root);
      case "install.istio.io", "sailoperator.io" -> meshConfig();
      default -> {} // other groups have names of other forms: roles, for one
    }
    return findings.problems().stream()
        .filter(found -> known.stream().noneMatch(k -> FieldPath.isWithin(k.path(), found.path())))
        .toList();
  }

  private void named(Fields root) {
    new MetadataRules(findings).check(root.below("metadata"), document.kind());
  }

  private void kubernetes(Fields root) {
    named(root);
    switch (document.kind()) {
      case "Service" ->
          new ServiceRules(findings.as(DiagnosticId.INVALID_SERVICE)).check(root.below("spec"));
      case "Pod" -> new PodRules(findings.as(DiagnosticId.INVALID_POD)).check(root.below("spec"));
      case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet" ->
          new WorkloadRules(findings.as(DiagnosticId.INVALID_WORKLOAD))
              .check(root.below("spec"), document.kind());
      case "ConfigMap" -> meshConfig();
      default -> {}
    }
  }

  private void meshConfig() {
    if (document.holdsMeshConfig()) {
      MeshConfigRules rules = new MeshConfigRules(findings.as(DiagnosticId.INVALID_MESH_CONFIG));
      MeshConfigFields.of(document, Reads.NONE).forEach(rules::check);
    }
  }

  private void istio(Fields root) {
    named(root);
    new MetadataRules(findings).annotations(root.below("metadata"), document.kind());
    if (KindTrait.NEEDS_SPEC.isOf(document) && !root.names().contains("spec")) {
      findings
          .as(DiagnosticId.MISSING_FIELD)
          .error(root, "spec", "is missing", "say what the " + document.kind() + " does");
    }
    if (!root.has("spec")) {
      return;
    }
    Fields spec = root.below("spec");
    switch (document.kind()) {
      case "VirtualService" ->
          new VirtualServiceRules(findings.as(DiagnosticId.INVALID_VIRTUAL_SERVICE))
              .check(spec, document.namespace());
      case "DestinationRule" ->
          new DestinationRuleRules(findings.as(DiagnosticId.INVALID_DESTINATION_RULE))
              .check(spec, document.namespace());
      case "Gateway" ->
          new GatewayRules(findings.as(DiagnosticId.INVALID_GATEWAY)).check(root, document.name());
      case "EnvoyFilter" ->
          new EnvoyFilterRules(findings.as(DiagnosticId.INVALID_ENVOY_FILTER)).check(spec);
      case "PeerAuthentication" ->
          new PeerAuthenticationRules(findings.as(DiagnosticId.INVALID_PEER_AUTHENTICATION))
              .check(spec);
      case "AuthorizationPolicy" ->
          new AuthorizationPolicyRules(findings.as(DiagnosticId.INVALID_AUTHORIZATION_POLICY))
              .check(root.below("metadata"), spec);
      default -> {}
    }
  }

  private void gatewayApi(Fields root) {
    named(root);
    Fields spec = root.below("spec");
    switch (document.kind()) {
      case "GRPCRoute" ->
          new GrpcRouteRules(findings.as(DiagnosticId.INVALID_GRPC_ROUTE)).check(spec);
      case "Gateway" ->
          new KubernetesGatewayRules(findings.as(DiagnosticId.INVALID_GATEWAY)).check(root, spec);
      default -> {}
    }
  }
}
