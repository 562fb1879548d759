package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.PolicyFields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A traffic policy where it stands: of a host, of a subset, or of a port of either.
 *
 * @param document the DestinationRule
 * @param fields as written there
 * @param inherited where a block that is not written there comes from: the host's policy for a
 *     subset; nothing for a port, whose settings take the place of the whole
 * @param host the full name
 * @param services those that it is for
 * @param subset its name; empty for the host
 * @param labels of the subset; empty for the host
 * @param port of which it holds; empty for those without settings of their own
 * @param subsets of the host's own policy: those that may inherit from it
 */
public record Policy(
    Document document,
    Fields fields,
    Optional<Fields> inherited,
    String host,
    List<Service> services,
    String subset,
    Map<String, String> labels,
    Optional<Integer> port,
    List<Fields> subsets) {

  public static Stream<Policy> of(Document document, Mesh mesh) {
    Fields spec = AdviceContext.spec(document);
    String host = Hosts.resolve(spec.string("host", ""), document.namespace());
    List<Service> services = mesh.servicesCoveredBy(host);
    List<Fields> subsets = spec.children("subsets");
    return PolicyFields.of(spec)
        .map(
            policy ->
                new Policy(
                    document,
                    policy.fields(),
                    policy.inherited(),
                    host,
                    services,
                    policy.subset().map(subset -> subset.string("name", "")).orElse(""),
                    policy.subset().map(subset -> subset.stringMap("labels")).orElse(Map.of()),
                    policy.port(),
                    policy.subset().isPresent() ? List.of() : subsets));
  }

  /** A block as it is in force here, whether written or inherited; one without fields if none. */
  public Fields block(String name) {
    return fields
        .child(name)
        .or(() -> inherited.flatMap(policy -> policy.child(name)))
        .orElseGet(() -> fields.below(name));
  }

  public boolean inForce(String name) {
    return fields.has(name) || inherited.filter(policy -> policy.has(name)).isPresent();
  }

  /** The ports that it is for. */
  public Stream<ServicePort> ports() {
    List<Integer> others =
        fields.children("portLevelSettings").stream()
            .map(settings -> settings.below("port").integer("number", 0))
            .toList();
    return services.stream()
        .flatMap(service -> service.meshPorts().stream())
        .filter(p -> port.isPresent() ? port.get() == p.number() : !others.contains(p.number()));
  }

  /** True if a rule of its namespace is the one that a caller gets for some of its Services. */
  public boolean isApplied(Mesh mesh, ClientWorkload client) {
    String namespace = document.namespace();
    return services.stream()
        .flatMap(service -> mesh.destinationRule(client, service).stream())
        .map(DestinationRule::namespace)
        .anyMatch(namespace::equals);
  }

  /** True if the calls of a route's destination come under it. */
  public boolean isFor(Fields destination, String namespace) {
    String to = Hosts.resolve(destination.string("host", ""), namespace);
    String asked = destination.string("subset", "");
    boolean same = subset.isEmpty() ? inherits(asked, "loadBalancer") : subset.equals(asked);
    return Hosts.covers(host, to) && same;
  }

  /** True if a subset, or without a name the host itself, takes a block of the host's policy. */
  private boolean inherits(String name, String block) {
    return subsets.stream()
        .filter(s -> s.string("name", "").equals(name))
        .noneMatch(s -> s.below("trafficPolicy").has(block));
  }

  /** Those of the subsets that take a block from here. */
  public List<Fields> heirs(String block) {
    return subsets.stream().filter(s -> inherits(s.string("name", ""), block)).toList();
  }

  /** The pods of a Service that carry some labels, as far as the manifests say. */
  public static Stream<Endpoint> endpoints(Mesh mesh, Service service, Map<String, String> labels) {
    return service.ports().stream()
        .limit(1)
        .flatMap(port -> mesh.endpoints(service, port).stream())
        .filter(endpoint -> endpoint.matches(labels));
  }

  public Stream<Endpoint> endpoints(Mesh mesh) {
    return services.stream().flatMap(service -> endpoints(mesh, service, labels));
  }
}
