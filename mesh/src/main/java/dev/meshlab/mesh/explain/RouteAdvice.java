package dev.meshlab.mesh.explain;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Routes that match more or less than was meant. */
final class RouteAdvice implements Adviser {

  private static final Pattern METHOD = Pattern.compile("/[A-Za-z0-9_.]+/[A-Za-z0-9_]+");
  private static final Set<String> DESCRIPTIVE = Set.of("name", "statPrefix");

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Document rule : scene.manifests().of(Scene.NETWORKING, "VirtualService")) {
      Fields spec = Scene.spec(rule);
      List<Fields> routes = spec.children("http");
      reach(spec, routes, advice);
      for (Fields http : routes) {
        weights(http, advice);
        for (Fields match : http.children("match")) {
          prefix(match, advice);
          contentType(match, advice);
        }
        for (Fields to : http.children("route")) {
          clusterCluster(to.below("destination"), advice);
        }
      }
    }
    return advice;
  }

  /** Routes are tried in order; what none matches is refused. */
  private static void reach(Fields spec, List<Fields> routes, List<Advice> advice) {
    boolean caught = false;
    for (Fields http : routes) {
      if (caught) {
        advice.add(
            Advice.of(
                "unreachable-route",
                http,
                "",
                "is never reached: a route above matches every request",
                "# move the route without conditions to the end",
                "common-issues"));
      }
      caught |= matchesAll(http);
    }
    if (!caught && !routes.isEmpty() && !spec.strings("hosts").isEmpty()) {
      advice.add(
          Advice.of(
              "no-default-route",
              spec,
              "http",
              "every route has a condition: a request that meets none fails with 404 and the"
                  + " response flag NR, which gRPC calls UNIMPLEMENTED",
              "http:\n# …\n- route:          # last, without match\n  - destination: {host: server}",
              "response-flags"));
    }
  }

  private static boolean matchesAll(Fields http) {
    List<Fields> matches = http.children("match");
    return matches.isEmpty() || matches.stream().anyMatch(RouteAdvice::isCatchAll);
  }

  private static boolean isCatchAll(Fields match) {
    return match.names().stream()
        .filter(name -> !DESCRIPTIVE.contains(name))
        .allMatch(
            name -> name.equals("uri") && match.below("uri").string("prefix", "").equals("/"));
  }

  private static void weights(Fields http, List<Advice> advice) {
    List<Fields> routes = http.children("route");
    long total = routes.stream().mapToLong(to -> to.integer("weight").orElse(0L)).sum();
    if (routes.size() > 1 && total != 100 && total > 0) {
      List<String> shares =
          routes.stream()
              .map(to -> Math.round(1000.0 * to.integer("weight").orElse(0L) / total) / 10.0 + " %")
              .toList();
      String message =
          "the weights sum to %d and not to 100; they are relative, so the shares are %s"
              .formatted(total, String.join(", ", shares));
      String fix = "route:" + even(routes, total);
      advice.add(Advice.of("weights-not-100", http, "route", message, fix, "canary"));
    }
  }

  /** The same shares of 100; the last destination has what rounding leaves. */
  private static String even(List<Fields> routes, long total) {
    StringBuilder weights = new StringBuilder();
    long left = 100;
    for (int i = 0; i < routes.size(); i++) {
      long share = 100 * routes.get(i).integer("weight").orElse(0L) / total;
      long weight = i == routes.size() - 1 ? left : share;
      left -= weight;
      weights.append("\n- weight: ").append(weight);
    }
    return weights.toString();
  }

  private static void prefix(Fields match, List<Advice> advice) {
    Fields uri = match.below("uri");
    String prefix = uri.string("prefix", "");
    if (METHOD.matches(prefix)) {
      advice.add(
          Advice.of(
              "prefix-matches-more",
              uri,
              "prefix",
              "matches every method whose name only begins like this one",
              "uri:\n  exact: " + prefix,
              "header-canary"));
    }
  }

  private static void contentType(Fields match, List<Advice> advice) {
    Fields type = match.below("headers").below("content-type");
    if (type.string("exact", "").equals("application/grpc")) {
      advice.add(
          Advice.of(
              "exact-content-type",
              type,
              "exact",
              "misses clients that send application/grpc+proto",
              "content-type:\n  prefix: application/grpc",
              "header-canary"));
    }
  }

  private static void clusterCluster(Fields destination, List<Advice> advice) {
    String host = destination.string("host", "");
    if (host.contains(".cluster.cluster.")) {
      advice.add(
          Advice.of(
              "cluster-cluster-local",
              destination,
              "host",
              "is a valid name that no Service has: calls fail at once with UNAVAILABLE and the"
                  + " response flag NC, and are not retried",
              "destination:\n  host: " + host.replace(".cluster.cluster.", ".cluster."),
              "common-issues"));
    }
  }
}
