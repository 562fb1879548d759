package dev.meshlab.mesh.model.security;

import dev.meshlab.mesh.model.name.Metadata;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policies in force for each workload (istio/istio, pilot/pkg/model/authorization.go): those of
 * the root namespace first, then those of its own, each namespace's oldest first.
 */
public final class AuthorizationPolicies {

  private final Map<String, List<AuthorizationPolicy>> byNamespace;
  private final String rootNamespace;

  /**
   * @param rootNamespace the namespace of policies for the whole mesh
   */
  public AuthorizationPolicies(List<AuthorizationPolicy> policies, String rootNamespace) {
    this.rootNamespace = rootNamespace;
    this.byNamespace =
        policies.stream()
            .sorted(Comparator.comparing(AuthorizationPolicy::metadata, Metadata.BY_AGE))
            .collect(Collectors.groupingBy(AuthorizationPolicy::namespace));
  }

  public List<AuthorizationPolicy> inForce(String namespace, Map<String, String> labels) {
    return Stream.of(rootNamespace, namespace)
        .distinct()
        .flatMap(each -> byNamespace.getOrDefault(each, List.of()).stream())
        .filter(policy -> policy.isFor(namespace, labels))
        .toList();
  }
}
