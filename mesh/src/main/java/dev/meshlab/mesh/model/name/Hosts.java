package dev.meshlab.mesh.model.name;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Host names as Istio resolves them (istio/istio, model.ResolveShortnameToFQDN and
 * pkg/config/host): only a name without a dot is completed with the namespace of the rule that uses
 * it; {@code reviews.shop} is taken as it stands, and names no Service.
 */
public final class Hosts {

  /** The domain of the cluster, Kubernetes's default. */
  public static final String DOMAIN = "cluster.local";

  /** A full name before any wildcard, a longer wildcard before a shorter. */
  public static final Comparator<String> BY_SPECIFICITY =
      Comparator.comparing((String host) -> !isWildcard(host)).thenComparing(String::length);

  /** The most specific first, and equals by the alphabet (host.Names). */
  public static final Comparator<String> MOST_SPECIFIC_FIRST =
      BY_SPECIFICITY.reversed().thenComparing(Comparator.naturalOrder());

  private Hosts() {}

  /** The full name of a Service. */
  public static String ofService(String name, String namespace) {
    return name + "." + namespace + ".svc." + DOMAIN;
  }

  /** The host that a rule in a namespace means. */
  public static String resolve(String host, String namespace) {
    return host.isEmpty() || host.startsWith("*") || host.indexOf('.') >= 0
        ? host
        : ofService(host, namespace);
  }

  /** The hosts that both sides mean: of two that cover each other, the narrower (host.Names). */
  public static List<String> intersection(List<String> some, List<String> others) {
    Set<String> both = new LinkedHashSet<>();
    for (String one : some) {
      for (String other : others) {
        if (covers(other, one)) {
          both.add(one);
        } else if (covers(one, other)) {
          both.add(other);
        }
      }
    }
    return List.copyOf(both);
  }

  public static boolean isWildcard(String host) {
    return host.startsWith("*");
  }

  /** True if a rule's host, wildcards included, covers a full name. */
  public static boolean covers(String host, String fullName) {
    return isWildcard(host) ? fullName.endsWith(host.substring(1)) : host.equals(fullName);
  }

  /**
   * The names for which a client's resolver asks, when it is given a host: the name itself, and the
   * name completed by the search domains of a pod in a namespace.
   */
  public static Stream<String> completions(String host, String fromNamespace) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return Stream.of("", "." + fromNamespace + ".svc." + DOMAIN, ".svc." + DOMAIN, "." + DOMAIN)
        .map(suffix -> name + suffix);
  }
}
