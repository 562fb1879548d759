package dev.meshlab.lab.difference;

import dev.meshlab.lab.run.Outcome;
import dev.meshlab.mesh.comparison.Comparison;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The policies of the routes that calls take, as the rules have them. */
final class RoutePolicies {

  /** The fields of {@code spec.http[]}, each with what holds where it is absent. */
  private static final Map<String, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("timeout", "none");
    FIELDS.put("retries", "the default");
    FIELDS.put("fault", "none");
    FIELDS.put("mirror", "none");
    FIELDS.put("mirrors", "none");
    FIELDS.put("rewrite", "none");
    FIELDS.put("redirect", "none");
    FIELDS.put("directResponse", "none");
    FIELDS.put("headers", "as they are");
    FIELDS.put("corsPolicy", "none");
    FIELDS.put("route", "as they are");
  }

  private RoutePolicies() {}

  /** The changes that make another route of it; the match, the name and the weights apart. */
  static List<Change> changes(Outcome before, Outcome after) {
    if (before.route().isEmpty() || after.route().isEmpty()) {
      return List.of();
    }
    boolean hashed = isHashed(before.route().get()) || isHashed(after.route().get());
    Route was = bare(before.route().get(), hashed);
    Route is = bare(after.route().get(), hashed);
    if (was.equals(is)) {
      return List.of();
    }
    List<Change> changes = Change.between(said(before.rule()), said(after.rule()));
    return changes.isEmpty() ? Rest.of("route", difference(was, is)) : changes;
  }

  private static Comparison difference(Route was, Route is) {
    return Comparison.of(CanonicalJson.array(List.of(was)), CanonicalJson.array(List.of(is)));
  }

  /** The route without what a DestinationRule decides: a hash means the same pod for retries. */
  private static Route bare(Route route, boolean hashed) {
    Route.Builder bare = route.toBuilder().clearName().clearMatch().clearStatPrefix();
    if (route.hasRoute()) {
      RouteAction.Builder action =
          route.getRoute().toBuilder().clearClusterSpecifier().clearHashPolicy();
      List<ClusterWeight> settings =
          route.getRoute().getWeightedClusters().getClustersList().stream()
              .map(each -> each.toBuilder().clearName().clearWeight().build())
              .filter(each -> !each.equals(ClusterWeight.getDefaultInstance()))
              .toList();
      if (!settings.isEmpty()) {
        action.setWeightedClusters(WeightedCluster.newBuilder().addAllClusters(settings));
      }
      if (hashed && action.hasRetryPolicy()) {
        action.getRetryPolicyBuilder().clearRetryHostPredicate();
      }
      bare.setRoute(action);
    }
    return bare.build();
  }

  private static boolean isHashed(Route route) {
    return route.getRoute().getHashPolicyCount() > 0;
  }

  private static Optional<String> words(Fields http, String field) {
    if (field.equals("route")) {
      return Optional.of(headers(http.children(field)));
    }
    Optional<String> share =
        field.equals("mirror")
            ? FieldWords.of(http, "mirrorPercentage").map(percent -> ", percentage " + percent)
            : Optional.empty();
    return FieldWords.of(http, field).map(words -> words + share.orElse(""));
  }

  /** The headers of single destinations; the rest of these is in who answers. */
  private static String headers(List<Fields> destinations) {
    String headers =
        destinations.stream()
            .flatMap(each -> FieldWords.of(each, "headers").stream())
            .collect(Collectors.joining("; "));
    return headers.isEmpty() ? "as they are" : headers;
  }

  private static Map<String, Said> said(Optional<Fields> rule) {
    Map<String, Said> said = new LinkedHashMap<>();
    FIELDS.forEach(
        (field, absent) ->
            said.put(
                field.equals("route") ? "headers by destination" : field,
                new Said(
                    rule.flatMap(http -> words(http, field)).orElse(absent),
                    rule.map(http -> http.position(field)))));
    return said;
  }
}
