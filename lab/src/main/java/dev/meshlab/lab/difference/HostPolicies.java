package dev.meshlab.lab.difference;

import dev.meshlab.lab.run.Outcome;
import dev.meshlab.mesh.comparison.Comparison;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Subset;
import dev.meshlab.mesh.model.TrafficPolicy;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.ClusterName;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The policies of the hosts and subsets to which calls are routed, as DestinationRules have them.
 *
 * @param caller whose sidecar, or library, keeps to them
 */
record HostPolicies(Mesh mesh, ClientWorkload caller) {

  private static final String TLS = "TLS to the pods";

  /** A policy and where it holds: on all of the destinations, or on one. */
  private record Held(String words, Optional<Position> at) {}

  /** The changes for calls that are led to some destinations. */
  static List<Change> changes(
      HostPolicies here, Outcome before, HostPolicies there, Outcome after) {
    Map<String, Cluster> was = byName(before);
    Map<String, Cluster> is = byName(after);
    if (was.isEmpty() || is.isEmpty()) {
      return List.of();
    }
    List<Change> changes =
        new ArrayList<>(Change.between(here.said(was.keySet()), there.said(is.keySet())));
    boolean same = was.equals(is);
    changes.removeIf(change -> same && !change.what().equals(TLS));
    return changes.isEmpty() && !same ? rest(was, is) : changes;
  }

  /**
   * The place of the first subset that these calls are led to and that is not the same elsewhere;
   * empty where none differs.
   */
  Optional<Position> differingSubset(Outcome outcome, HostPolicies elsewhere) {
    return outcome.clusters().stream()
        .flatMap(cluster -> ClusterName.parse(cluster.getName()).stream())
        .filter(name -> !labels(name).equals(elsewhere.labels(name)))
        .flatMap(name -> subset(name).stream())
        .map(Subset::position)
        .findFirst();
  }

  private Map<String, String> labels(ClusterName cluster) {
    return subset(cluster).map(Subset::labels).orElse(Map.of());
  }

  private Optional<Subset> subset(ClusterName cluster) {
    return rule(cluster).flatMap(rule -> rule.subset(cluster.subset()));
  }

  private Optional<DestinationRule> rule(ClusterName cluster) {
    return mesh.service(cluster.host()).flatMap(service -> mesh.destinationRule(caller, service));
  }

  private static Map<String, Cluster> byName(Outcome outcome) {
    return outcome.clusters().stream()
        .collect(Collectors.toMap(Cluster::getName, each -> each, (a, b) -> a, LinkedHashMap::new));
  }

  /** Other settings, such as the mesh's own defaults. */
  private static List<Change> rest(Map<String, Cluster> was, Map<String, Cluster> is) {
    List<Change> changes = new ArrayList<>();
    was.forEach(
        (name, cluster) -> {
          Cluster other = is.get(name);
          if (other != null && !other.equals(cluster)) {
            changes.addAll(
                Rest.of(
                    "cluster",
                    Comparison.of(
                        CanonicalJson.array(List.of(cluster)),
                        CanonicalJson.array(List.of(other)))));
          }
        });
    return changes;
  }

  private Map<String, Said> said(Iterable<String> clusters) {
    Map<String, Map<String, Held>> byPolicy = new LinkedHashMap<>();
    for (String name : clusters) {
      ClusterName cluster = ClusterName.parse(name).orElse(ClusterName.NONE);
      String host = Answerers.brief(cluster.host());
      String place = cluster.subset().isEmpty() ? host : host + " " + cluster.subset();
      held(cluster)
          .forEach(
              (what, held) ->
                  byPolicy.computeIfAbsent(what, unused -> new LinkedHashMap<>()).put(place, held));
    }
    Map<String, Said> said = new LinkedHashMap<>();
    byPolicy.forEach((what, places) -> said.put(what, together(places)));
    return said;
  }

  private static Said together(Map<String, Held> places) {
    Optional<Position> at =
        places.values().stream().flatMap(held -> held.at().stream()).findFirst();
    List<String> words = places.values().stream().map(Held::words).distinct().toList();
    return words.size() == 1
        ? new Said(words.get(0), at)
        : new Said(
            places.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().words())
                .collect(Collectors.joining("; ")),
            at);
  }

  private Map<String, Held> held(ClusterName cluster) {
    Optional<DestinationRule> rule = rule(cluster);
    TrafficPolicy policy = rule.map(each -> policy(each, cluster)).orElse(TrafficPolicy.NONE);
    Optional<Position> at = rule.map(DestinationRule::position);
    Map<String, Held> held = new LinkedHashMap<>();
    held.put("load balancing", held(policy.loadBalancer(), "the default", at));
    held.put("outlier detection", held(policy.outlierDetection(), "none", at));
    held.put("connection pool", held(policy.connectionPool(), "no limits", at));
    held.put(TLS, held(policy.tls(), "automatic: mutual TLS where the pod has a sidecar", at));
    held.put("PROXY protocol", held(policy.proxyProtocol(), "none", at));
    held.put("retry budget", held(policy.retryBudget(), "none", at));
    return held;
  }

  private static TrafficPolicy policy(DestinationRule rule, ClusterName cluster) {
    Optional<Subset> subset = rule.subset(cluster.subset());
    return subset
        .map(each -> rule.policy(each, cluster.port()))
        .orElseGet(() -> rule.policy(cluster.port()));
  }

  private static Held held(Optional<Fields> block, String absent, Optional<Position> rule) {
    return block
        .map(
            fields ->
                new Held(
                    FieldWords.of(fields).replaceFirst("^simple ", ""),
                    Optional.of(fields.position())))
        .orElseGet(() -> new Held(absent, rule));
  }
}
