package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.KnownNames;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.manifest.Position;
import dev.meshlab.mesh.manifest.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What rules name and does not exist. Istio accepts it, so these are warnings, and what is written
 * is translated all the same.
 */
final class References {

  private static final String FAILS = "calls that take this route fail with UNAVAILABLE";

  private final Mesh mesh;
  private final DestinationRules rules;
  private final NavigableSet<String> hosts = new TreeSet<>();
  private final KnownNames hostNames;
  private final List<Problem> problems = new ArrayList<>();

  References(Mesh mesh, DestinationRules rules) {
    this.mesh = mesh;
    this.rules = rules;
    mesh.services().forEach(service -> hosts.add(service.host()));
    this.hostNames = new KnownNames(hosts);
  }

  List<Problem> check(
      List<DestinationRule> destinationRules, List<VirtualService> virtualServices) {
    destinationRules.forEach(this::check);
    virtualServices.stream().filter(rule -> !rule.gatewayApi()).forEach(this::check);
    return problems;
  }

  private void check(DestinationRule rule) {
    List<Service> services = mesh.servicesCoveredBy(rule.host());
    if (services.isEmpty()) {
      noService(rule.position(), "spec.host", rule.host(), "the rule applies to nothing");
      return;
    }
    for (Subset subset : rule.subsets()) {
      Stream<Endpoint> all = services.stream().flatMap(this::endpoints);
      if (all.noneMatch(endpoint -> endpoint.matches(subset.labels()))) {
        String message = "its labels " + subset.labels() + " match no pod of " + rule.host();
        String hint = "calls sent to this subset find no backend";
        warn(subset.position(), "spec.subsets", subset.name(), message, hint);
      }
    }
  }

  private Stream<Endpoint> endpoints(Service service) {
    return service.ports().stream().flatMap(port -> mesh.endpoints(service, port).stream());
  }

  private void check(VirtualService rule) {
    if (rule.hosts().isEmpty()) {
      String message = "is empty, so no request is routed by it";
      String hint = "name the hosts, unless another VirtualService delegates to it";
      problems.add(Problem.warning(rule.position(), "spec.hosts", message, hint));
    }
    for (String host : rule.hosts()) {
      if (isForSidecars(rule, host) && mesh.servicesCoveredBy(host).isEmpty()) {
        noService(rule.position(), "spec.hosts", host, "sidecars have no calls for it to route");
      }
    }
    for (Fields http : rule.http()) {
      for (Fields route : http.unnoted().children("route")) {
        check(rule, route.below("destination"), FAILS);
      }
      http.unnoted().child("mirror").ifPresent(to -> check(rule, to, "nothing is mirrored"));
      for (Fields mirror : http.unnoted().children("mirrors")) {
        check(rule, mirror.below("destination"), "nothing is mirrored");
      }
    }
    for (Fields opaque : Stream.of(rule.tcp(), rule.tls()).flatMap(List::stream).toList()) {
      for (Fields route : opaque.unnoted().children("route")) {
        check(rule, route.below("destination"), "connections that take this route are closed");
      }
    }
  }

  /** A public name beside those of the cluster is meant for the gateways that the rule names. */
  private static boolean isForSidecars(VirtualService rule, String host) {
    return rule.gateways().contains(VirtualService.MESH)
        && (rule.gateways().size() == 1 || host.endsWith(".svc." + Hosts.DOMAIN));
  }

  private void check(VirtualService rule, Fields destination, String consequence) {
    String host = rule.resolve(destination.string("host", ""));
    Optional<Service> service = mesh.service(host);
    if (service.isPresent()) {
      checkPort(destination, service.get(), consequence);
      checkSubset(destination, host, consequence);
    } else {
      noService(destination.position("host"), destination.path("host"), host, consequence);
    }
  }

  private void checkPort(Fields destination, Service service, String consequence) {
    Optional<Long> number = destination.below("port").integer("number");
    if (number.filter(n -> service.port(n.intValue()).isEmpty()).isPresent()) {
      List<Integer> ports = service.ports().stream().map(ServicePort::number).toList();
      warn(
          destination.position("port"),
          destination.path("port.number"),
          String.valueOf(number.get()),
          service.host() + " has no such port, so " + consequence,
          "it has " + ports);
    }
  }

  private void checkSubset(Fields destination, String host, String consequence) {
    List<String> subsets = rules.subsets(host);
    String subset = destination.string("subset", "");
    if (!subset.isEmpty() && !subsets.contains(subset)) {
      warn(
          destination.position("subset"),
          destination.path("subset"),
          subset,
          "no DestinationRule for " + host + " defines this subset, so " + consequence,
          Nearest.hint(subset, subsets, "its subsets are " + subsets));
    }
  }

  private void noService(Position position, String path, String host, String consequence) {
    String hint =
        Optional.ofNullable(hosts.ceiling(host + "."))
            .filter(known -> known.startsWith(host + "."))
            .or(() -> hostNames.nearest(host))
            .map(near -> "did you mean " + near + "?")
            .orElse("add the Service to the manifests");
    warn(position, path, host, "no Service has this name, so " + consequence, hint);
  }

  private void warn(Position position, String path, String value, String message, String hint) {
    problems.add(Problem.warning(position, path, message, hint).withValue(value));
  }
}
