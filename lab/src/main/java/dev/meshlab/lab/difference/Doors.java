package dev.meshlab.lab.difference;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.security.AuthorizationPolicy;
import dev.meshlab.mesh.model.security.MutualTls;
import dev.meshlab.mesh.model.security.PeerModes;
import dev.meshlab.mesh.translate.ServerView;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules by which the pods of workloads let calls in: sidecars, mutual TLS, authorization. */
final class Doors {

  private final ManifestSet manifests;
  private final Mesh mesh;
  private final Map<String, Pod> byWorkload = new LinkedHashMap<>();

  Doors(ManifestSet manifests, Mesh mesh) {
    this.manifests = manifests;
    this.mesh = mesh;
    mesh.pods().forEach(pod -> byWorkload.putIfAbsent(name(pod), pod));
  }

  /** {@code Deployment shop/cart}. */
  private static String name(Pod pod) {
    int slash = pod.workload().indexOf('/');
    return slash < 0
        ? "Pod %s/%s".formatted(pod.namespace(), pod.workload())
        : "%s %s/%s"
            .formatted(
                pod.workload().substring(0, slash),
                pod.namespace(),
                pod.workload().substring(slash + 1));
  }

  /** The resources for the calls that come in to a pod of each workload. */
  Map<String, Resources> resources() {
    Map<String, Resources> resources = new LinkedHashMap<>();
    byWorkload.forEach(
        (workload, pod) ->
            resources.put(
                workload + ", calls that come in",
                mesh.injection(pod).hasSidecar()
                    ? ServerView.translate(mesh, pod)
                    : Resources.NONE));
    return resources;
  }

  /** The changes between two sides, of workloads that both have; the same ones together. */
  static List<PodChange> changes(Doors before, Doors after) {
    Map<List<Change>, List<String>> byChange = new LinkedHashMap<>();
    before.byWorkload.forEach(
        (workload, pod) -> {
          Pod other = after.byWorkload.get(workload);
          List<Change> changes =
              other == null ? List.of() : Change.between(before.said(pod), after.said(other));
          if (!changes.isEmpty()) {
            byChange.computeIfAbsent(changes, unused -> new ArrayList<>()).add(workload);
          }
        });
    return byChange.entrySet().stream()
        .map(each -> new PodChange(each.getValue(), each.getKey()))
        .toList();
  }

  private Map<String, Said> said(Pod pod) {
    boolean sidecar = mesh.injection(pod).hasSidecar();
    Map<String, Said> said = new LinkedHashMap<>();
    said.put("sidecar", Said.of(sidecar ? "yes" : "no"));
    said.put("calls are taken", sidecar ? peers(pod) : Said.of("as the program itself takes them"));
    said.put(
        "authorization",
        sidecar ? authorization(pod) : Said.of("none: there is no sidecar to ask"));
    return said;
  }

  private Said peers(Pod pod) {
    PeerModes modes = mesh.mutualTls(pod);
    String ports =
        modes.byPort().entrySet().stream()
            .filter(each -> each.getValue() != modes.elsewhere())
            .map(each -> "; at port " + each.getKey() + " " + words(each.getValue()))
            .collect(Collectors.joining());
    int port = modes.byPort().isEmpty() ? 0 : modes.byPort().firstKey();
    return new Said(
        words(modes.elsewhere()) + ports,
        mesh.peerAuthentication(pod, port).flatMap(rule -> position("PeerAuthentication", rule)));
  }

  private static String words(MutualTls mode) {
    return switch (mode) {
      case DISABLE -> "in plain text only";
      case PERMISSIVE -> "by mutual TLS or in plain text";
      case STRICT -> "by mutual TLS only";
    };
  }

  private Optional<Position> position(String kind, String qualified) {
    return manifests.documents().stream()
        .filter(each -> each.kind().equals(kind))
        .filter(each -> (each.namespace() + "/" + each.name()).equals(qualified))
        .map(Document::position)
        .findFirst();
  }

  private Said authorization(Pod pod) {
    List<AuthorizationPolicy> policies = mesh.authorizationPolicies(pod);
    return policies.isEmpty()
        ? Said.of("every caller")
        : new Said(
            policies.stream().map(Doors::words).sorted().collect(Collectors.joining("; ")),
            policies.stream().findFirst().map(each -> each.spec().position()));
  }

  private static String words(AuthorizationPolicy policy) {
    List<Fields> rules = policy.rules();
    String calls =
        rules.isEmpty()
            ? policy.action() == AuthorizationPolicy.Action.ALLOW ? "no call" : "nothing"
            : rules.stream()
                .map(rule -> rule.names().isEmpty() ? "any call" : FieldWords.of(rule))
                .collect(Collectors.joining(" or "));
    return "%s%s (%s): %s"
        .formatted(
            policy.action(),
            policy.isDryRun() ? ", dry run" : "",
            policy.namespace() + "/" + policy.name(),
            calls);
  }
}
