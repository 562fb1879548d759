package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules that never apply, because an older one for the same host wins. */
final class Overruled {

  private final List<Problem> problems = new ArrayList<>();

  List<Problem> check(
      List<DestinationRule> destinationRules, List<VirtualService> virtualServices) {
    Map<String, DestinationRule> policies = new HashMap<>();
    destinationRules.stream()
        .filter(rule -> rule.trafficPolicy().isPresent())
        .sorted(DestinationRule.BY_AGE)
        .forEach(rule -> check(rule, policies));
    Map<String, VirtualService> routes = new HashMap<>();
    virtualServices.stream()
        .filter(rule -> !rule.gatewayApi())
        .filter(rule -> rule.gateways().contains(VirtualService.MESH))
        .sorted(VirtualService.BY_AGE)
        .forEach(rule -> rule.hosts().forEach(host -> check(rule, host, routes)));
    return problems;
  }

  private void check(DestinationRule rule, Map<String, DestinationRule> first) {
    String scope = rule.namespace() + " " + rule.host() + " " + rule.workloads();
    DestinationRule winner = first.putIfAbsent(scope, rule);
    if (winner != null) {
      String message =
          "the policy of DestinationRule %s is ignored: %s (%s) already sets this host's"
              .formatted(rule.name(), winner.name(), winner.position());
      String hint = "keep one DestinationRule for a host: of a second one only the subsets count";
      problems.add(
          Problem.warning(rule.position(), "spec.host", message, hint).withValue(rule.host()));
    }
  }

  private void check(VirtualService rule, String host, Map<String, VirtualService> first) {
    String readers = rule.exportTo().contains(".") ? rule.namespace() : "";
    VirtualService winner = first.putIfAbsent(host + rule.exportTo() + readers, rule);
    if (winner != null && !winner.equals(rule)) {
      String message =
          "VirtualService %s is ignored: %s (%s) already routes this host"
              .formatted(rule.name(), winner.name(), winner.position());
      String hint = "put all routes of a host into one VirtualService";
      problems.add(Problem.warning(rule.position(), "spec.hosts", message, hint).withValue(host));
    }
  }
}
