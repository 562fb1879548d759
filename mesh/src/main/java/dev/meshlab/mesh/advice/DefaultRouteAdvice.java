package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.BoundRules;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Gateway;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Routes without a default: a request that meets none of a caller's routes is refused. A caller for
 * whom none of the routes is meant has no such rule, and is served by the Service as it is
 * (istio/istio, core/route/route.go BuildSidecarVirtualHostWrapper).
 */
final class DefaultRouteAdvice implements Adviser {

  /** The fields of a match that are settled when a caller's proxy is configured, or say nothing. */
  private static final Set<String> SETTLED =
      Set.of("name", "statPrefix", "ignoreUriCase", "sourceLabels", "sourceNamespace", "gateways");

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    Map<String, Map<String, VirtualService>> merged = new HashMap<>();
    for (Document document : context.virtualServices()) {
      // a gateway may let in some calls only
      if (AdviceContext.gateways(document).contains(VirtualService.MESH)) {
        Optional.ofNullable(
                merged
                    .computeIfAbsent(document.namespace(), namespace -> own(context, namespace))
                    .get(document.name()))
            .filter(rule -> isTaken(context.mesh(), rule))
            .flatMap(rule -> noDefault(context.client(), rule, AdviceContext.spec(document)))
            .ifPresent(advice::add);
      }
    }
    return advice;
  }

  /** The rules of a namespace for sidecars, with the routes of their delegates, by name. */
  private static Map<String, VirtualService> own(AdviceContext context, String namespace) {
    Map<String, VirtualService> rules = new HashMap<>();
    context.mesh().boundRules(namespace, VirtualService.MESH).inOrder().stream()
        .filter(rule -> rule.namespace().equals(namespace) && !rule.gatewayApi())
        .forEach(rule -> rules.put(rule.name(), rule));
    return rules;
  }

  /** True if it decides for some of its hosts, and not another rule for each of them. */
  private static boolean isTaken(Mesh mesh, VirtualService rule) {
    BoundRules all = mesh.boundRules(rule.namespace(), VirtualService.MESH);
    return rule.hosts().stream()
        .anyMatch(
            host ->
                mesh.service(host)
                    .flatMap(all::mostSpecific)
                    .map(first -> first.metadata().equals(rule.metadata()))
                    .orElse(true));
  }

  /**
   * @param rule with the routes of its delegates, where they are taken
   * @param spec as written
   */
  private static Optional<Diagnostic> noDefault(
      ClientWorkload client, VirtualService rule, Fields spec) {
    List<Fields> matches = rule.http().stream().flatMap(DefaultRouteAdvice::matches).toList();
    return Stream.concat(Stream.of(client), callers(client, matches))
        .filter(caller -> isRefusedSome(caller, rule))
        .findFirst()
        .map(caller -> advice(rule, spec, caller, caller.equals(client) ? "" : described(caller)));
  }

  private static Stream<Fields> matches(Fields http) {
    return http.children("match").stream();
  }

  /** Callers as the matches ask for them. */
  private static Stream<ClientWorkload> callers(ClientWorkload client, List<Fields> matches) {
    return matches.stream()
        .map(
            match ->
                new ClientWorkload(
                    match.string("sourceNamespace", client.namespace()),
                    match.stringMap("sourceLabels"),
                    client.locality()))
        .filter(caller -> !caller.labels().isEmpty() || !isOf(caller, client))
        .distinct();
  }

  private static boolean isOf(ClientWorkload caller, ClientWorkload client) {
    return caller.namespace().equals(client.namespace());
  }

  /** True if a caller has routes of the rule, and none of them takes everything. */
  private static boolean isRefusedSome(ClientWorkload caller, VirtualService rule) {
    List<Fields> own = rule.http().stream().filter(http -> concerns(rule, http, caller)).toList();
    return !own.isEmpty() && own.stream().noneMatch(http -> takesAll(rule, http, caller));
  }

  private static boolean concerns(VirtualService rule, Fields http, ClientWorkload caller) {
    return http.children("match").isEmpty()
        || matches(http).anyMatch(match -> isFor(rule, match, caller));
  }

  private static boolean takesAll(VirtualService rule, Fields http, ClientWorkload caller) {
    return http.children("match").isEmpty()
        || matches(http)
            .filter(match -> isFor(rule, match, caller))
            .anyMatch(match -> RouteAdvice.isCatchAll(match, SETTLED));
  }

  /** True if a match is for a caller; one that names gateways is not asked for the source. */
  private static boolean isFor(VirtualService rule, Fields match, ClientWorkload caller) {
    List<String> gateways = match.strings("gateways");
    if (!gateways.isEmpty()) {
      return gateways.stream()
          .map(name -> Gateway.resolve(name, rule.namespace()))
          .anyMatch(VirtualService.MESH::equals);
    }
    return Labels.satisfy(match.stringMap("sourceLabels"), caller.labels())
        && match.string("sourceNamespace", caller.namespace()).equals(caller.namespace());
  }

  private static String described(ClientWorkload caller) {
    String labels =
        new TreeMap<>(caller.labels())
            .entrySet().stream()
                .map(label -> " with " + label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining());
    return " for callers in namespace " + caller.namespace() + labels;
  }

  private static Diagnostic advice(
      VirtualService rule, Fields spec, ClientWorkload caller, String who) {
    String message =
        "every route%s has a condition: a request that meets none fails with 404 and the response"
                .formatted(who)
            + " flag NR, which gRPC calls UNIMPLEMENTED";
    List<Fields> routes = spec.children("http");
    List<Fields> own = routes.stream().filter(http -> concerns(rule, http, caller)).toList();
    Fields last = own.isEmpty() ? routes.get(routes.size() - 1) : own.get(own.size() - 1);
    RewrittenFields route = RewrittenFields.at(last).put("destination", destination(spec, last));
    RewrittenFields added = RewrittenFields.at(last);
    source(rule, own, caller).ifPresent(match -> added.put("match", List.of(match)));
    added.put("route", List.of(route.fields()));
    String fix =
        "# last, below the routes that are there\n" + Block.of("http", List.of(added.fields()));
    return spec.diagnostic(DiagnosticId.NO_DEFAULT_ROUTE, "http", message, fix);
  }

  /**
   * The demands of a caller's routes on its source, where all of them have such. Other callers are
   * served by the Service as it is, and stay so.
   */
  private static Optional<Fields> source(
      VirtualService rule, List<Fields> own, ClientWorkload caller) {
    List<Fields> matches =
        own.stream()
            .flatMap(DefaultRouteAdvice::matches)
            .filter(match -> isFor(rule, match, caller))
            .toList();
    return matches.stream().allMatch(DefaultRouteAdvice::asksForSource)
        ? matches.stream().findFirst().map(DefaultRouteAdvice::source)
        : Optional.empty();
  }

  private static boolean asksForSource(Fields match) {
    return match.has("sourceLabels") || match.has("sourceNamespace");
  }

  private static Fields source(Fields match) {
    return RewrittenFields.at(match)
        .carry("sourceLabels", match, "sourceLabels")
        .carry("sourceNamespace", match, "sourceNamespace")
        .fields();
  }

  /** The destination for all other requests: the last route's, or the host itself. */
  private static Fields destination(Fields spec, Fields last) {
    return last.children("route").stream()
        .map(to -> to.below("destination"))
        .findFirst()
        .orElseGet(
            () -> RewrittenFields.at(last).put("host", spec.strings("hosts").get(0)).fields());
  }
}
