package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.meshlab.mesh.manifest.Fields;
import java.util.Set;

/**
 * The webhook's rules for an EnvoyFilter, except whether a patch is what Envoy would take: that is
 * known where Envoy is.
 */
final class EnvoyFilterRules {

  private static final Set<String> OF_LISTENERS =
      Set.of("LISTENER", "FILTER_CHAIN", "NETWORK_FILTER", "HTTP_FILTER");
  private static final Set<String> OF_ROUTES =
      Set.of("ROUTE_CONFIGURATION", "VIRTUAL_HOST", "HTTP_ROUTE");
  private static final Set<String> CONNECTION_MANAGER =
      Set.of("envoy.filters.network.http_connection_manager", "envoy.http_connection_manager");
  private static final int LONGEST_VERSION = 1_024;

  private final Findings findings;

  EnvoyFilterRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields spec) {
    findings.errorIf(
        spec.has("workloadSelector") && spec.has("targetRefs"),
        spec,
        "targetRefs",
        "only one of targetRefs or workloadSelector can be set",
        "keep one of them");
    spec.children("targetRefs").forEach(new TargetReferenceRules(findings)::check);
    new LabelRules(findings).checkSelector(spec.below("workloadSelector").below("labels"));
    spec.children("configPatches").forEach(this::patch);
  }

  private void patch(Fields entry) {
    Fields match = entry.below("match");
    boolean waypoint = match.string("context", "").equals("WAYPOINT");
    if (waypoint != match.has("waypoint") && entry.has("match")) {
      String message = "only support waypointMatch when context is WAYPOINT";
      findings.error(entry, "match", message, "write context: SIDECAR_OUTBOUND");
    }
    if (waypoint) {
      return;
    }
    String object = entry.string("applyTo", "INVALID");
    String operation = entry.below("patch").string("operation", "INVALID");
    if (object.equals("INVALID")) {
      findings.error(entry, "applyTo", "Envoy filter: missing applyTo", "write CLUSTER");
    } else if (!entry.has("patch")) {
      findings.error(entry, "patch", "Envoy filter: missing patch", "say what to change");
    } else if (operation.equals("INVALID")) {
      String message = "Envoy filter: missing patch operation";
      findings.error(entry.below("patch"), "operation", message, "write MERGE");
    } else if (!operation.equals("REMOVE") && !entry.below("patch").has("value")) {
      String message = "Envoy filter: missing patch value for non-remove operation";
      findings.error(entry.below("patch"), "value", message, "say what to change");
    } else {
      version(match.below("proxy"));
      object(entry, match, object);
    }
  }

  private void version(Fields proxy) {
    String version = proxy.string("proxyVersion", "");
    if (version.length() > LONGEST_VERSION) {
      return;
    }
    try {
      Pattern.compile(version);
    } catch (PatternSyntaxException malformed) {
      String message =
          "Envoy filter: invalid regex for proxy version, [%s]"
              .formatted(malformed.getDescription());
      findings.error(proxy, "proxyVersion", message, "write it as ^1\\.31.*");
    }
  }

  private void object(Fields entry, Fields match, String object) {
    if (OF_LISTENERS.contains(object)) {
      noOther(entry, match, "listener", "listener class objects cannot have non listener match");
      match
          .below("listener")
          .below("filterChain")
          .child("filter")
          .ifPresent(f -> filter(f, object));
    } else if (OF_ROUTES.contains(object)) {
      noOther(
          entry,
          match,
          "routeConfiguration",
          "http route class objects cannot have non route configuration match");
    } else if (object.equals("CLUSTER")) {
      noOther(entry, match, "cluster", "cluster class objects cannot have non cluster match");
    }
  }

  private void noOther(Fields entry, Fields match, String own, String message) {
    for (String kind : Set.of("listener", "routeConfiguration", "cluster")) {
      findings.errorIf(
          match.has(kind) && !kind.equals(own),
          entry.below("match"),
          kind,
          "Envoy filter: applyTo for " + message,
          "match a " + own);
    }
  }

  private void filter(Fields filter, String object) {
    if (filter.string("name", "").isEmpty()) {
      String message = "Envoy filter: filter match has no name to match on";
      findings.error(filter, "name", message, "name the network filter");
    } else if (filter.has("subFilter")) {
      subFilter(filter, object);
    }
  }

  private void subFilter(Fields filter, String object) {
    if (!object.equals("HTTP_FILTER")) {
      String message = "Envoy filter: subfilter match can be used with applyTo HTTP_FILTER only";
      findings.error(filter, "subFilter", message, "write applyTo: HTTP_FILTER");
    } else if (!CONNECTION_MANAGER.contains(filter.string("name", ""))) {
      String message =
          "Envoy filter: subfilter match requires filter match with"
              + " envoy.filters.network.http_connection_manager";
      findings.error(filter, "name", message, "write that name");
    } else if (filter.below("subFilter").string("name", "").isEmpty()) {
      String message = "Envoy filter: subfilter match has no name to match on";
      findings.error(filter, "subFilter", message, "name the HTTP filter");
    }
  }
}
