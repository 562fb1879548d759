package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.KnownNames;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The hosts that rules can name.
 *
 * @param services the full names of the Services
 * @param names the same, for a search of the nearest
 * @param external the hosts that ServiceEntries and Services of type ExternalName add; they need
 *     not have pods
 */
public record KnownHosts(NavigableSet<String> services, KnownNames names, Set<String> external) {

  /** The remedy where no Service has a name like it. */
  public static final String ADD_IT = "# add the Service to the manifests";

  private static final String DOMAIN_TWICE = ".cluster.cluster.";

  public static KnownHosts of(AdviceContext context) {
    NavigableSet<String> services = new TreeSet<>();
    context.mesh().services().stream().map(Service::host).forEach(services::add);
    Set<String> external =
        context.specs(AdviceContext.NETWORKING, "ServiceEntry").stream()
            .flatMap(spec -> spec.strings("hosts").stream())
            .collect(Collectors.toCollection(HashSet::new));
    context.mesh().externalNames().all().forEach(name -> external.add(name.service().host()));
    return new KnownHosts(services, new KnownNames(services), external);
  }

  /**
   * The advice on a host that is not a Service; none where it {@linkplain #isMissing need not be
   * one}.
   *
   * @param host the full name
   */
  public Optional<Diagnostic> missing(
      Fields fields, String field, String host, String consequence) {
    if (!isMissing(host)) {
      return Optional.empty();
    }
    String fix = nearest(host).map(near -> Block.of(field, near)).orElse(ADD_IT);
    String message = "no Service has this name, so " + consequence;
    return Optional.of(
        fields.diagnostic(DiagnosticId.UNKNOWN_HOST, field, message, fix).withValue(host));
  }

  /** True for a host that is a slip, unless {@link MatchAdvice} knows the slip. */
  public boolean isMissing(String host) {
    return !services.contains(host)
        && external.stream().noneMatch(known -> Hosts.covers(host, known))
        && !host.contains(DOMAIN_TWICE);
  }

  /** The Service that is probably meant by a host. */
  public Optional<String> nearest(String host) {
    return Optional.ofNullable(services.ceiling(host + "."))
        .filter(known -> known.startsWith(host + "."))
        .or(() -> names.nearest(host));
  }
}
