package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Consistent hashing under which a key does not stay with one pod. */
final class HashAdvice implements Adviser {

  private static final List<String> KEYS =
      List.of("httpHeaderName", "httpCookie", "httpQueryParameterName");

  /** A route with several destinations, and the full names of their hosts. */
  private record Split(AdviceContext.Route route, List<Fields> destinations, Set<String> hosts) {

    static Split of(AdviceContext.Route route) {
      List<Fields> destinations = route.destinations();
      Set<String> hosts = new HashSet<>();
      for (Fields to : destinations) {
        String host = to.below("destination").string("host", "");
        hosts.add(Hosts.resolve(host, route.namespace()));
      }
      return new Split(route, destinations, hosts);
    }

    boolean isFor(Policy policy) {
      return destinations.stream()
          .anyMatch(to -> policy.isFor(to.below("destination"), route.namespace()));
    }
  }

  /** All splits, also by the hosts of their destinations. */
  private static final class Splits {

    private final List<Split> all;
    private final Map<String, List<Split>> byHost = new HashMap<>();

    Splits(List<AdviceContext.Route> routes) {
      all = routes.stream().map(Split::of).filter(s -> s.destinations.size() > 1).toList();
      for (Split split : all) {
        split.hosts.forEach(h -> byHost.computeIfAbsent(h, u -> new ArrayList<>()).add(split));
      }
    }

    Optional<Split> firstFor(Policy policy) {
      List<Split> candidates =
          Hosts.isWildcard(policy.host()) ? all : byHost.getOrDefault(policy.host(), List.of());
      return candidates.stream().filter(split -> split.isFor(policy)).findFirst();
    }
  }

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    Splits splits = new Splits(context.routes());
    for (Policy policy : context.policies()) {
      Fields balancer = policy.fields().below("loadBalancer");
      balancer
          .child("consistentHash")
          .ifPresent(
              hash -> {
                withoutKey(balancer, hash).ifPresent(advice::add);
                if (policy.isApplied(context.mesh(), context.client())) {
                  missingHeader(hash).ifPresent(advice::add);
                }
                weighted(splits, policy, balancer).ifPresent(advice::add);
              });
    }
    return advice;
  }

  private static Optional<Diagnostic> withoutKey(Fields balancer, Fields hash) {
    if (KEYS.stream().anyMatch(hash::has) || hash.bool("useSourceIp", false)) {
      return Optional.empty();
    }
    String message = "names no key to hash, so each request goes to a random pod";
    RewrittenFields keyed =
        RewrittenFields.copyOf(hash).without("useSourceIp").put("httpHeaderName", "x-user-id");
    String fix =
        Block.of("loadBalancer", RewrittenFields.copyOf(balancer).put("consistentHash", keyed));
    return Optional.of(
        balancer.diagnostic(DiagnosticId.HASH_WITHOUT_KEY, "consistentHash", message, fix));
  }

  private static Optional<Diagnostic> missingHeader(Fields hash) {
    Optional<String> header = hash.string("httpHeaderName");
    return header.map(
        name ->
            hash.diagnostic(
                    DiagnosticId.HASH_HEADER_MISSING,
                    "httpHeaderName",
                    "a request without this metadata goes to a random pod",
                    "# every client must send it; ./meshlab run --metadata " + name + "=1 does")
                .withValue(name));
  }

  /** The draw between destinations comes first, and does not know the key. */
  private static Optional<Diagnostic> weighted(Splits splits, Policy policy, Fields balancer) {
    String message =
        "a VirtualService splits this host by weight, and draws for each request before anything is"
            + " hashed: a key does not stay with one pod";
    return splits
        .firstFor(policy)
        .map(
            split ->
                balancer.diagnostic(
                    DiagnosticId.HASH_WEIGHTED_SUBSETS,
                    "consistentHash",
                    message,
                    byHeader(split.destinations)));
  }

  /** The same destinations: the one that gets least by a header, the one that gets most else. */
  private static String byHeader(List<Fields> destinations) {
    Comparator<Fields> byWeight = Comparator.comparing(to -> to.integer("weight").orElse(0L));
    Fields least = destinations.stream().min(byWeight).orElseThrow();
    Fields most = destinations.stream().max(byWeight).orElseThrow();
    if (least.path().equals(most.path())) {
      most = destinations.get(destinations.size() - 1);
    }
    RewrittenFields canary = RewrittenFields.at(least);
    canary.put("x-canary", RewrittenFields.at(least).put("exact", "true"));
    List<Fields> match = List.of(RewrittenFields.at(least).put("headers", canary).fields());
    RewrittenFields first = RewrittenFields.at(least).put("match", match).put("route", to(least));
    RewrittenFields rest = RewrittenFields.at(most).put("route", to(most));
    return "# in the VirtualService: a header says who is a canary, not chance\n"
        + Block.of("http", List.of(first.fields(), rest.fields()));
  }

  private static List<Fields> to(Fields entry) {
    return List.of(RewrittenFields.at(entry).carry("destination", entry, "destination").fields());
  }
}
