package dev.meshlab.mesh.translate.authorization;

import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The trust domain of a mesh and its aliases, whose identities are the same callers (istio/istio,
 * pilot/pkg/security/trustdomain).
 *
 * @param names the mesh's own first
 */
public record TrustDomains(List<String> names) {

  /** The number of parts of {@code domain/ns/namespace/sa/account}. */
  private static final int PARTS = 5;

  public TrustDomains {
    names = List.copyOf(names);
  }

  /** Those of a mesh configuration, whose aliases istiod sorts (pkg/config/mesh). */
  public static TrustDomains of(String own, Collection<String> aliases) {
    return new TrustDomains(
        Stream.concat(Stream.of(own), aliases.stream().distinct().sorted()).toList());
  }

  /** Those of a mesh configuration that is read. */
  public static TrustDomains of(MeshConfig config) {
    return of(config.trustDomain(), config.trustDomainAliases());
  }

  /** Principals, where one of this mesh is followed by the same one of each alias. */
  List<String> principals(List<String> written) {
    return written.stream().flatMap(this::principals).toList();
  }

  private Stream<String> principals(String principal) {
    List<String> parts = List.of(principal.split("/", -1));
    String domain = parts.get(0);
    if (parts.size() != PARTS || domain.equals(Wildcards.ALL) || !isOurs(domain)) {
      return Stream.of(principal);
    }
    String rest = principal.substring(domain.length());
    return names.stream().map(name -> endsAs(name, domain) ? principal : name + rest).distinct();
  }

  /** {@code cluster.local} means the mesh's own domain, whatever that is. */
  private boolean isOurs(String domain) {
    return domain.equals(Hosts.DOMAIN)
        || names.stream()
            .anyMatch(
                name ->
                    name.equals(domain)
                        || name.equals(Wildcards.ALL)
                        || startsAs(domain, name)
                        || startsAs(name, domain)
                        || endsAs(domain, name)
                        || endsAs(name, domain));
  }

  private static boolean startsAs(String text, String pattern) {
    return pattern.endsWith(Wildcards.ALL)
        && text.startsWith(pattern.substring(0, pattern.length() - 1));
  }

  private static boolean endsAs(String text, String pattern) {
    return pattern.startsWith(Wildcards.ALL) && text.endsWith(pattern.substring(1));
  }

  /** Trust domains, where one of this mesh stands for all of its aliases. */
  List<String> domains(List<String> written) {
    List<String> all = new ArrayList<>();
    for (String domain : written) {
      all.addAll(names.contains(domain) ? names : List.of(domain));
    }
    return all.stream().distinct().toList();
  }
}
