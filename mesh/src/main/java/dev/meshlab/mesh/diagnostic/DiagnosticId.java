package dev.meshlab.mesh.diagnostic;

import static dev.meshlab.mesh.diagnostic.Severity.NOTE;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that the lab can say about a manifest, one entry for each idea; docs/diagnostics.md
 * shows an example of each. An id stays when its texts change: people silence advice by it.
 */
public enum DiagnosticId {
  UNREADABLE_FILE("A file, directory or URL cannot be read as text."),
  NO_OBJECT("A file has no object in it."),
  KUSTOMIZATION("A file tells kustomize what to build, and is not an object."),
  NOT_YAML("A file is neither YAML nor JSON."),
  UNRENDERED_TEMPLATE("A file is a template that must be rendered before it is YAML."),
  DUPLICATE_FIELD("A field is written twice in one mapping."),
  NOT_AN_OBJECT("A document is not an object with apiVersion, kind and a name."),
  UNKNOWN_KIND("No API has this kind in this version."),
  UNKNOWN_FIELD("The kind has no such field."),
  MISSING_FIELD("A required field is missing or empty."),
  WRONG_TYPE("A value has another type than the field."),
  INVALID_VALUE("A value is not one of those that the field allows."),
  CONFLICTING_FIELDS("Only one of some fields may be given."),
  INVALID_METADATA("Kubernetes refuses a name, a label or an annotation."),
  INVALID_SERVICE("Kubernetes refuses this Service."),
  INVALID_POD("Kubernetes refuses this Pod."),
  INVALID_WORKLOAD("Kubernetes refuses this Deployment, StatefulSet, DaemonSet or ReplicaSet."),
  INVALID_VIRTUAL_SERVICE("Istio refuses this VirtualService."),
  INVALID_DESTINATION_RULE("Istio refuses this DestinationRule."),
  INVALID_GATEWAY("The Gateway is refused: Istio's by Istio, the Gateway API's by Kubernetes."),
  INVALID_ENVOY_FILTER("Istio refuses this EnvoyFilter."),
  INVALID_PEER_AUTHENTICATION("Istio refuses this PeerAuthentication."),
  INVALID_AUTHORIZATION_POLICY("Istio refuses this AuthorizationPolicy."),
  INVALID_MESH_CONFIG("istiod refuses this mesh config whole, and keeps the one that it had."),
  INVALID_GRPC_ROUTE("Kubernetes refuses this GRPCRoute."),
  UNPLAYABLE_WORKLOAD("The lab cannot run the pods of this workload as processes."),
  UNCALLABLE_SERVICE("No port of this Service leads to a pod that takes calls in the lab."),
  BAD_USAGE("The command line cannot be meant so."),
  DANGLING_LINK("common-issues", "A link in a directory leads to nothing."),
  SAME_NAME("common-issues", "Two objects have one name, and the later replaces the earlier."),
  NOT_HONOURED(
      "common-issues", "A cluster would take this object into account, and the lab does not."),
  TOO_MANY_REPLICAS("common-issues", "The lab knows fewer pods than a workload asks for."),
  MORE_SPECIFIC_RULE(
      "subset-policies", "A DestinationRule for a more specific host hides this one as a whole."),
  MISDIRECTED_PORT(
      "common-issues", "A Service leads to a port at which the pod's program does not listen."),
  UNKNOWN_PATCH_FIELD(
      "active-health-check", "An EnvoyFilter has a field that the lab's Envoy lacks."),
  UNKNOWN_MESH_FIELD(
      "common-issues", "The mesh config has a field that istiod does not know, and leaves out."),
  IGNORE_COMMENT("common-issues", "A comment that should silence advice does not."),
  UNKNOWN_HOST("common-issues", "A rule names a Service that does not exist."),
  UNKNOWN_SUBSET("subset-policies", "A route names a subset that no DestinationRule defines."),
  UNKNOWN_PORT("common-issues", "A rule names a port that the Service does not have."),
  UNKNOWN_TARGET_PORT(
      "common-issues", "A Service names a container port that its pods do not have."),
  NO_HOSTS("common-issues", "A VirtualService has no hosts, so it routes nothing."),
  CLAIM_WITHOUT_AUTHENTICATION(
      "authorization", "A route asks for a claim of a token that no policy has the gateway read."),
  CLUSTER_CLUSTER_LOCAL("common-issues", "A host has the cluster's domain twice."),
  CONSECUTIVE_ERRORS(
      "outlier-detection", "consecutiveErrors is an old name, which istiod does not read."),
  CONNECTIONS_NOT_REQUESTS("circuit-breaker", "A limit of connections does not limit calls."),
  CREDENTIAL_WITHOUT_SELECTOR("strict-mtls", "A rule gives sidecars a Secret, and selects none."),
  DEFAULT_VALUE("connection-pool", "A field is set to the value that it has anyway."),
  DELEGATE_NOT_WITHIN(
      "common-issues", "A delegate's match is outside the match that delegates to it."),
  DESTINATION_PORT("common-issues", "A route to a Service of several ports does not say which."),
  DISTRIBUTE_LEAVES_OUT(
      "locality-distribute", "A distribution leaves a locality with pods without calls."),
  EJECTION_NEVER("ejection-percent", "The share of pods that may be ejected is less than one pod."),
  EMPTY_SUBSET("subset-policies", "The labels of a subset match no pod."),
  ENVOY_FILTER(
      "active-health-check", "An EnvoyFilter changes Envoy's configuration behind Istio's back."),
  EXACT_CONTENT_TYPE(
      "header-canary", "A match of the content type misses the ways in which gRPC spells it."),
  FAILOVER_WITHOUT_OUTLIER_DETECTION(
      "locality-failover", "Failover needs outlier detection to notice that pods fail."),
  GATEWAY_CREDENTIAL(
      "ingress-gateway", "A gateway cannot take its certificate from the Secret that it names."),
  GATEWAY_ERRORS_HIDDEN(
      "outlier-detection", "The count of 5xx is reached before that of gateway errors."),
  GATEWAY_GUESSES_HTTP1("ingress-gateway", "A gateway's port takes calls for HTTP/1.1."),
  GATEWAY_HOST_MISMATCH(
      "ingress-gateway", "A VirtualService and its Gateway have no host in common."),
  GATEWAY_HOST_TAKEN(
      "ingress-gateway", "A Gateway asks for a port and host that an older one has."),
  GATEWAY_PORT_UNREACHABLE(
      "ingress-gateway", "No Service in front of a gateway leads to a port of the Gateway."),
  GATEWAY_PRESUMED(
      "ingress-gateway", "The manifests have no pods for a Gateway, and the lab presumes them."),
  GATEWAY_WITHOUT_PODS("ingress-gateway", "A Gateway's selector matches no pod."),
  GATEWAYS_WITHOUT_MESH(
      "ingress-gateway", "A VirtualService names gateways, so sidecars do not apply it."),
  GRPC_OPERATION(
      "authorization", "An AuthorizationPolicy names an operation that no gRPC call is."),
  GRPC_PATH("header-canary", "A route asks for, or makes, a path that no gRPC call has."),
  H2_UPGRADE("protocol-selection", "An HTTP/2 upgrade policy changes nothing about gRPC."),
  HASH_HEADER_MISSING(
      "consistent-hash", "Callers that lack the header that is hashed are balanced at random."),
  HASH_WEIGHTED_SUBSETS("consistent-hash", "Weights between subsets break stickiness."),
  HASH_WITHOUT_KEY("consistent-hash", "Consistent hashing without a key does not hash."),
  HEADER_NAME_CASE("header-canary", "A header's name has capitals, and HTTP/2 has none."),
  HEADLESS("pinned", "A sidecar does not balance the calls to a headless Service."),
  HEALTH_CHECK_AUTHORITY(
      "active-health-check", "A gRPC health check has no authority, and sidecars refuse it."),
  HEALTH_CHECK_EFFECTS("health-timeline", "Active health checks see more, and cost probes."),
  HEALTH_CHECK_IDLE("active-health-check", "A patch for health checks matches no cluster."),
  HOST_NOT_DESTINATION(
      "canary", "A VirtualService names another Service than the one whose subsets it splits."),
  HTTP_RULE_AT_TCP("authorization", "A policy asks about requests where the sidecar reads none."),
  HTTP_BEFORE_GRPC("protocol-selection", "A port that is named http stands in front of gRPC."),
  IDLE_PATCH("active-health-check", "An EnvoyFilter's operation is none of istiod's there."),
  INJECTION_LABELS("pod-anatomy", "Of two labels that ask for proxies, one decides."),
  IN_CLUSTER_HOST(
      "ingress-gateway", "A VirtualService at a gateway has only hosts of the cluster."),
  INJECTION_ANNOTATION("pod-anatomy", "An annotation asks for injection, where a label must."),
  LEAST_CONN("least-request", "LEAST_CONN is the old name of LEAST_REQUEST."),
  LIMIT_PER_PROXY(
      "circuit-breaker", "A limit holds for each client's proxy, and again at each pod."),
  MAX_CONCURRENT_STREAMS("connection-pool", "A limit of streams opens more connections."),
  MAX_RETRIES_LOWERS("retries", "A limit of retries in flight lowers the default."),
  MIN_HEALTH_PERCENT(
      "outlier-detection", "Below this share of healthy pods outlier detection is switched off."),
  MISPLACED_METADATA("pod-anatomy", "An annotation or a label stands where Istio does not look."),
  MUTUAL_TLS_CONFLICT("strict-mtls", "A rule has callers speak what the pods do not take."),
  NO_DEFAULT_ROUTE("response-flags", "Calls that match no route fail."),
  ONE_REQUEST_PER_CONNECTION("connection-pool", "Each call opens a connection of its own."),
  OUTLIER_DETECTS_NOTHING("outlier-detection", "Outlier detection has nothing to detect."),
  PASSTHROUGH_NEEDS_TLS(
      "ingress-gateway", "A Gateway passes TLS through, and takes no HTTP routes."),
  PER_TRY_TIMEOUT_NOT_RETRIED("per-try-timeout", "A try that times out is not retried."),
  PERSISTENT_SESSION_LABEL(
      "consistent-hash", "A label asks for persistent sessions, which istiod has switched off."),
  POLICY_WITHOUT_PODS("authorization", "The selector of a policy matches no pod of its namespace."),
  PORT_PINNED("pinned", "A port's protocol is TCP, so that a connection's calls stay on one pod."),
  PORT_SNIFFED("protocol-selection", "A port declares no protocol, so that sidecars guess it."),
  PREFIX_MATCHES_MORE("header-canary", "A prefix matches other methods, too."),
  PROXY_USER(
      "pod-anatomy", "A program runs as the proxy's user, so that its calls go past the sidecar."),
  REFUSED_BY_CLUSTER(
      "common-issues", "The cluster itself says in a status that it does not take an object."),
  RETRY_AMPLIFIES_OVERLOAD("retries", "Retries of overload make it worse."),
  RETRY_NOT_IDEMPOTENT("retry-duplicates", "A call that is not idempotent may be executed twice."),
  RETRY_ON_LOSES_CONNECT_FAILURE(
      "retries", "An own retryOn replaces the default, which had connection failures."),
  SELECTOR_OF_SERVERS(
      "header-canary", "A selector of callers has labels that only the servers have."),
  SERVICE_ENTRY_CONFLICT("protocol-selection", "Two ServiceEntries differ on a port's protocol."),
  SERVICE_ENTRY_WITHOUT_ADDRESS(
      "protocol-selection", "A ServiceEntry takes all connections to a port."),
  SERVICE_PORT_MTLS(
      "strict-mtls", "portLevelMtls names a Service's port where the pod's port is meant."),
  SERVICE_PORT_RULE("authorization", "A policy names a Service's port for the pod's port."),
  SERVICE_WITHOUT_PODS("common-issues", "A Service's selector matches no pod."),
  SESSION_AFFINITY("consistent-hash", "Only kube-proxy knows session affinity."),
  GRPC_TO_HTTP_PORT("protocol-selection", "A port for gRPC leads to the pods' port for HTTP."),
  SHARED_TARGET_PORT(
      "protocol-selection", "Of two Service ports for one port of the pods, the first decides."),
  SOURCE_WITHOUT_IDENTITY(
      "authorization", "An AuthorizationPolicy asks who calls, and callers speak plain text."),
  SUBSET_MISNAMED("subset-policies", "The name of a subset says another version than its labels."),
  TIMEOUT_SHORTER_THAN_RETRIES("timeouts", "The timeout of a route ends before its retries do."),
  TWO_RULES("subset-policies", "Two rules for one host are not merged as they seem to be."),
  TWO_SIDECARS("common-issues", "Of two Sidecar objects for the same pods, one is applied."),
  UNKNOWN_ANNOTATION("pod-anatomy", "Istio has no annotation of this name."),
  UNKNOWN_APP_PROTOCOL("protocol-selection", "Istio does not know this appProtocol."),
  UNKNOWN_DELEGATE("common-issues", "A VirtualService delegates to one that does not exist."),
  UNKNOWN_GATEWAY("ingress-gateway", "A rule names a Gateway that does not exist."),
  UNKNOWN_NAMESPACE("authorization", "A policy names a namespace that does not exist."),
  UNREACHABLE_ROUTE("common-issues", "A route stands behind one that takes all calls."),
  UNSEEN_HOST("common-issues", "A rule leads to a host that callers beside it do not see."),
  WEIGHTS_NOT_100("canary", "Weights do not add up to 100."),
  ZONE_PINNING("zone-pinning", "Outlier detection keeps calls in the caller's zone."),
  BOUND_TO_GATEWAYS(
      NOTE, "A rule is for gateways alone, so that nothing inside the mesh applies it."),
  BOUND_TO_MESH(NOTE, "A rule is for the mesh alone, so that no gateway applies it."),
  FOR_WAYPOINTS(NOTE, "An object is for a waypoint, and no sidecar applies it."),
  NOT_EXPORTED(NOTE, "A rule is not shown to the namespace of the one who calls."),
  NO_SHARE(NOTE, "A destination or a mirror is for none of the calls."),
  NO_SUCH_PODS(NOTE, "A rule is for pods of which there are none, or none with a sidecar."),
  OTHER_CALLERS(NOTE, "A selector chooses callers, and the one that calls is none of them."),
  OTHER_PROTOCOL(NOTE, "Routes are for a protocol that no port of their hosts has."),
  REPLACED_RULE(NOTE, "Another rule is applied in the place of this one for its hosts."),
  UNUSED_SUBSET(NOTE, "A subset is sent to clients, and no route leads to it.");

  private final Severity severity;
  private final String exercise;
  private final String summary;

  /** An error, which no exercise shows: a cluster or the lab would not accept the manifest. */
  DiagnosticId(String summary) {
    this(Severity.ERROR, summary);
  }

  /** A warning, with the exercise that shows it. */
  DiagnosticId(String exercise, String summary) {
    this(Severity.WARNING, exercise, summary);
  }

  DiagnosticId(Severity severity, String summary) {
    this(severity, "", summary);
  }

  DiagnosticId(Severity severity, String exercise, String summary) {
    this.severity = severity;
    this.exercise = exercise;
    this.summary = summary;
  }

  /** The one with this word. */
  public static Optional<DiagnosticId> of(String word) {
    return Arrays.stream(values()).filter(id -> id.toString().equals(word)).findFirst();
  }

  public Severity severity() {
    return severity;
  }

  /** The exercise of the workshop that shows it; empty where none does. */
  public String exercise() {
    return exercise;
  }

  /** One sentence about it. */
  public String summary() {
    return summary;
  }

  /** The word by which people and programs know it, as {@code empty-subset}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
