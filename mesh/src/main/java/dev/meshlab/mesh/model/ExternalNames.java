package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.name.Hosts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Services of type ExternalName. One whose target is a Service of the mesh is another name of
 * that Service (istio/istio, PushContext.resolveServiceAliases). Immutable.
 */
public final class ExternalNames {

  /**
   * A Service of type ExternalName.
   *
   * @param service its own name and ports; it has no address and no pods
   * @param target the host that its name stands for
   */
  public record ExternalName(Service service, String target) {}

  private final Map<String, ExternalName> byHost = new LinkedHashMap<>();

  ExternalNames(List<ExternalName> names) {
    names.forEach(name -> byHost.put(name.service().host(), name));
  }

  public List<ExternalName> all() {
    return List.copyOf(byHost.values());
  }

  /** The one of a full name. */
  public Optional<ExternalName> of(String host) {
    return Optional.ofNullable(byHost.get(host));
  }

  /** The one that a client in a namespace means by a name, as its resolver completes it. */
  public Optional<ExternalName> of(String host, String fromNamespace) {
    return Hosts.completions(host, fromNamespace)
        .map(byHost::get)
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  /** The other names of a Service, those by way of other ones included. */
  public List<Service> namesOf(Service service) {
    return byHost.values().stream()
        .filter(name -> lastTarget(name).filter(service.host()::equals).isPresent())
        .map(ExternalName::service)
        .toList();
  }

  /** The host in which a chain of names ends; empty for names that go round in a circle. */
  public Optional<String> lastTarget(ExternalName name) {
    Set<String> seen = new HashSet<>();
    seen.add(name.service().host());
    String target = name.target();
    while (byHost.containsKey(target)) {
      if (!seen.add(target)) {
        return Optional.empty();
      }
      target = byHost.get(target).target();
    }
    return Optional.of(target);
  }
}
