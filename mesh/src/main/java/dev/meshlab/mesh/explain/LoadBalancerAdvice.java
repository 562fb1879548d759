package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Load balancers that are not what their name says. */
final class LoadBalancerAdvice implements Adviser {

  private static final List<String> KEYS =
      List.of("httpHeaderName", "httpCookie", "useSourceIp", "httpQueryParameterName");

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Scene.Policy policy : scene.policies()) {
      Fields balancer = policy.fields().below("loadBalancer");
      leastConn(balancer).ifPresent(advice::add);
      balancer
          .child("consistentHash")
          .ifPresent(
              hash -> {
                withoutKey(balancer, hash).ifPresent(advice::add);
                missingHeader(hash).ifPresent(advice::add);
                weighted(scene, policy, balancer).ifPresent(advice::add);
              });
      headless(policy).ifPresent(advice::add);
    }
    return advice;
  }

  private static Optional<Advice> leastConn(Fields balancer) {
    if (!balancer.string("simple", "").equals("LEAST_CONN")) {
      return Optional.empty();
    }
    String message =
        "is a deprecated name for LEAST_REQUEST: of two random pods, the one with fewer active"
            + " requests of this proxy; nobody counts connections, and proxyless gRPC does not know"
            + " the name and rotates";
    String fix = "loadBalancer:\n  simple: LEAST_REQUEST";
    return Optional.of(Advice.of("least-conn", balancer, "simple", message, fix, "least-request"));
  }

  private static Optional<Advice> withoutKey(Fields balancer, Fields hash) {
    if (KEYS.stream().anyMatch(hash::has)) {
      return Optional.empty();
    }
    String message = "names no key to hash, so each request goes to a random pod";
    String fix = "loadBalancer:\n  consistentHash:\n    httpHeaderName: x-user-id";
    return Optional.of(
        Advice.of("hash-without-key", balancer, "consistentHash", message, fix, "consistent-hash"));
  }

  private static Optional<Advice> missingHeader(Fields hash) {
    Optional<String> header = hash.string("httpHeaderName");
    return header.map(
        name ->
            Advice.of(
                "hash-header-missing",
                hash,
                "httpHeaderName",
                "a request without the metadata " + name + " goes to a random pod",
                "# every client must send it; ./meshlab run --metadata " + name + "=1 does",
                "consistent-hash"));
  }

  /** The draw between destinations comes first, and does not know the key. */
  private static Optional<Advice> weighted(Scene scene, Scene.Policy policy, Fields balancer) {
    boolean split =
        scene.routes().stream()
            .filter(route -> destinations(route, policy.host()) > 1)
            .anyMatch(route -> route.fields().children("route").size() > 1);
    if (!split) {
      return Optional.empty();
    }
    String message =
        "a VirtualService splits this host by weight, and draws for each request before anything is"
            + " hashed: a key does not stay with one pod";
    String fix =
        """
        http:            # of the VirtualService: who is a canary is told, not drawn
        - match: [{headers: {x-canary: {exact: "true"}}}]
          route: [{destination: {host: %s, subset: canary}}]
        - route: [{destination: {host: %s, subset: stable}}]"""
            .formatted(policy.host(), policy.host());
    return Optional.of(
        Advice.of(
            "hash-weighted-subsets", balancer, "consistentHash", message, fix, "consistent-hash"));
  }

  private static long destinations(Scene.Route route, String host) {
    return route.fields().children("route").stream()
        .map(to -> to.below("destination").string("host", ""))
        .filter(to -> Scene.fullName(to, route.rule().namespace()).equals(host))
        .count();
  }

  private static Optional<Advice> headless(Scene.Policy policy) {
    if (!policy.fields().has("loadBalancer")
        || policy.services().isEmpty()
        || !policy.services().stream().allMatch(Service::headless)) {
      return Optional.empty();
    }
    String message =
        "the Service is headless: the sidecar passes each connection on to the pod that DNS gave to"
            + " the client, and balances nothing";
    return Optional.of(
        Advice.of(
            "headless",
            policy.fields(),
            "loadBalancer",
            message,
            "spec:            # of the Service, without clusterIP: None\n  type: ClusterIP",
            "pinned"));
  }
}
