package dev.meshlab.lab.trace;

import dev.meshlab.mesh.advice.Advice;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.cause.Causes;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.security.AuthorizationPolicy;
import dev.meshlab.mesh.progress.HowFar;
import dev.meshlab.mesh.progress.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules about some hosts that a caller may have overlooked: those that are not applied, and the
 * policies of the pods.
 *
 * @param hosts by their full names
 */
record RulesAbout(ManifestSet manifests, Mesh mesh, ClientWorkload client, Set<String> hosts) {

  private static final Set<String> KINDS = Set.of("VirtualService", "GRPCRoute", "DestinationRule");

  /** The rules about the hosts that have no effect on a plane, or do harm, and why. */
  List<String> unapplied(Plane plane) {
    List<Document> rules =
        manifests.documents().stream()
            .filter(each -> KINDS.contains(each.kind()) && isAboutThem(each))
            .toList();
    AdviceContext context = new AdviceContext(manifests, mesh, client);
    Advice advice = Advisers.advise(context, new Steps(HowFar.UNSEEN, Advisers.STEPS));
    Map<String, String> byField = new LinkedHashMap<>();
    Stream.concat(Causes.of(context, advice.all()).stream(), advice.given().stream())
        .filter(each -> rules.stream().anyMatch(rule -> isIn(each, rule)))
        .filter(each -> each.idle().isEmpty() || isIdleOn(each, plane))
        .forEach(each -> byField.put(each.position() + " " + each.path(), each.headline()));
    return List.copyOf(byField.values());
  }

  private static boolean isIn(Diagnostic each, Document rule) {
    return each.file().equals(rule.position().file())
        && each.line() >= rule.position().line()
        && each.line() <= rule.lastLine();
  }

  private static boolean isIdleOn(Diagnostic each, Plane plane) {
    return each.idle().stream()
        .anyMatch(part -> part.covers(part.object(), part.block(), plane.isEnteredFromOutside()));
  }

  private boolean isAboutThem(Document rule) {
    Fields spec = MarkedRoutes.spec(rule);
    return Stream.of(
            spec.strings("hosts").stream(),
            spec.string("host").stream(),
            spec.strings("hostnames").stream(),
            spec.children("parentRefs").stream()
                .filter(parent -> parent.string("kind", "").equals("Service"))
                .map(
                    parent ->
                        Hosts.ofService(
                            parent.string("name", ""),
                            parent.string("namespace", rule.namespace()))))
        .flatMap(hosts -> hosts)
        .map(host -> Hosts.resolve(host, rule.namespace()))
        .anyMatch(pattern -> hosts.stream().anyMatch(fullName -> isMeant(pattern, fullName)));
  }

  private static boolean isMeant(String pattern, String fullName) {
    return pattern.equals(fullName)
        || (Hosts.isWildcard(pattern) && Hosts.covers(pattern, fullName));
  }

  /** The policies about who may call the pods of a Service. */
  List<String> guarding(Service service) {
    List<Pod> pods = mesh.selectedPods(service);
    Set<String> policies =
        pods.stream()
            .flatMap(pod -> mesh.authorizationPolicies(pod).stream())
            .map(this::words)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> all = new ArrayList<>();
    if (!policies.isEmpty()) {
      all.add(
          "the pods of %s.%s have the AuthorizationPolicies %s"
              .formatted(service.name(), service.namespace(), String.join(", ", policies)));
    } else if (!pods.isEmpty()
        && !manifests.of("security.istio.io", "AuthorizationPolicy").isEmpty()) {
      all.add(
          "no AuthorizationPolicy is for the pods of %s.%s"
              .formatted(service.name(), service.namespace()));
    }
    return all;
  }

  private String words(AuthorizationPolicy policy) {
    String place =
        MarkedRoutes.find(manifests, "AuthorizationPolicy", policy.namespace(), policy.name())
            .map(document -> ", " + document.position())
            .orElse("");
    return "%s/%s (%s%s)".formatted(policy.namespace(), policy.name(), policy.action(), place);
  }
}
