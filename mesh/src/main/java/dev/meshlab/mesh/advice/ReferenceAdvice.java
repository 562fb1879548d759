package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.KnownHosts;
import dev.meshlab.mesh.advice.context.KnownSubsets;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Services, subsets and ports to which Istio's rules lead and that do not exist. Istio accepts such
 * a rule and applies what is left of it.
 */
final class ReferenceAdvice implements Adviser {

  private static final String FAILS = "calls that take this route fail with UNAVAILABLE";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    Destinations destinations = new Destinations(context, advice);
    for (Document rule : context.manifests().of(AdviceContext.NETWORKING, "DestinationRule")) {
      policy(context, rule, destinations.hosts()).ifPresent(advice::add);
    }
    for (Document rule : context.virtualServices()) {
      Fields spec = AdviceContext.spec(rule);
      for (Fields http : spec.children("http")) {
        destinations.check(rule, http.children("route"), FAILS);
        http.child("mirror").ifPresent(to -> destinations.check(rule, to, "nothing is mirrored"));
        destinations.check(rule, http.children("mirrors"), "nothing is mirrored");
      }
      Stream.of("tcp", "tls")
          .flatMap(section -> spec.children(section).stream())
          .forEach(
              opaque ->
                  destinations.check(
                      rule,
                      opaque.children("route"),
                      "connections that take this route are closed"));
    }
    return advice;
  }

  private static Optional<Diagnostic> policy(
      AdviceContext context, Document rule, KnownHosts known) {
    Fields spec = AdviceContext.spec(rule);
    String host = Hosts.resolve(spec.string("host", ""), rule.namespace());
    return context.mesh().servicesCoveredBy(host).isEmpty()
        ? known
            .missing(spec, "host", host, "the rule applies to nothing")
            .map(advice -> advice.withFix(advice.fix() + place(context, rule, known, host)))
            .map(advice -> advice.idling(rule.position()))
        : Optional.empty();
  }

  /** A rule outside the namespace of the Service that is meant is for callers beside it alone. */
  private static String place(AdviceContext context, Document rule, KnownHosts known, String host) {
    return known
        .nearest(host)
        .flatMap(near -> context.mesh().service(near))
        .map(Service::namespace)
        .filter(namespace -> !namespace.equals(rule.namespace()))
        .filter(n -> !rule.namespace().equals(context.mesh().config().rootNamespace()))
        .map("   # and the rule in namespace %s, unless all callers are here"::formatted)
        .orElse("");
  }

  /** The destinations of routes. */
  private record Destinations(
      AdviceContext context,
      KnownHosts hosts,
      UnseenHost.Entries entries,
      List<Diagnostic> advice) {

    Destinations(AdviceContext context, List<Diagnostic> advice) {
      this(context, KnownHosts.of(context), UnseenHost.Entries.of(context), advice);
    }

    void check(Document rule, List<Fields> routes, String consequence) {
      routes.forEach(route -> check(rule, route.below("destination"), consequence));
    }

    void check(Document rule, Fields destination, String consequence) {
      String host = Hosts.resolve(destination.string("host", ""), rule.namespace());
      Optional<Service> service = context.mesh().service(host);
      if (service.isEmpty()) {
        hosts
            .missing(destination, "host", host, consequence)
            .or(() -> entries.unseen(destination, host, rule.namespace(), consequence))
            .ifPresent(advice::add);
        return;
      }
      if (!service.get().isSeenFrom(rule.namespace())) {
        advice.add(UnseenHost.advice(destination, rule.namespace(), consequence));
        return;
      }
      DestinationPorts.unknown(destination, service.get(), consequence).ifPresent(advice::add);
      KnownSubsets.unknown(destination, host, context.mesh().subsets(host), consequence)
          .ifPresent(advice::add);
    }
  }
}
