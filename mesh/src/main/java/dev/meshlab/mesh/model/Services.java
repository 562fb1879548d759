package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Services of a mesh by the names that rules and clients have for them. Immutable. */
public final class Services {

  /** A Service and its place among all. */
  private record Placed(int order, Service service) {}

  private final List<Service> inOrder;
  private final Map<String, Service> byHost = new HashMap<>();
  private final Map<String, List<Service>> byNamespace;

  /** Those with a selector, by their namespace and one of the labels that they ask for. */
  private final Map<List<String>, List<Integer>> byLabel = new HashMap<>();

  private final NavigableMap<String, Placed> byReversedHost = new TreeMap<>();

  Services(Collection<Service> services) {
    inOrder =
        services.stream()
            .sorted(Comparator.comparing(Service::metadata, Metadata.BY_AGE_AND_HOST))
            .toList();
    byNamespace = inOrder.stream().collect(Collectors.groupingBy(Service::namespace));
    for (int i = 0; i < inOrder.size(); i++) {
      index(i);
    }
    for (Service service : inOrder) {
      byHost.put(service.host(), service);
      byReversedHost.put(reversed(service.host()), new Placed(byHost.size(), service));
    }
  }

  private void index(int place) {
    Service service = inOrder.get(place);
    service.selector().labels().entrySet().stream()
        .min(Map.Entry.comparingByKey())
        .map(label -> key(service.namespace(), label))
        .ifPresent(key -> byLabel.computeIfAbsent(key, any -> new ArrayList<>()).add(place));
  }

  /** In the order in which istiod takes them: by age, then by name. */
  List<Service> inOrder() {
    return inOrder;
  }

  /** Those of a pod's namespace that select it by its labels, in the same order. */
  List<Service> selecting(String namespace, Map<String, String> labels) {
    return labels.entrySet().stream()
        .flatMap(label -> byLabel.getOrDefault(key(namespace, label), List.of()).stream())
        .sorted()
        .map(inOrder::get)
        .filter(service -> service.leadsTo(namespace, labels))
        .toList();
  }

  private static List<String> key(String namespace, Map.Entry<String, String> label) {
    return List.of(namespace, label.getKey(), label.getValue());
  }

  /** Those of a namespace, in the same order. */
  List<Service> in(String namespace) {
    return byNamespace.getOrDefault(namespace, List.of());
  }

  /** The Service of a full name. */
  Optional<Service> of(String fullName) {
    return Optional.ofNullable(byHost.get(fullName));
  }

  /** The Service that a client in a namespace reaches by a name, as its resolver completes it. */
  Optional<Service> of(String host, String fromNamespace) {
    return Hosts.completions(host, fromNamespace)
        .map(byHost::get)
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  /** Those that a rule's host means: one for a full name, any number for a wildcard. */
  List<Service> coveredBy(String host) {
    return Hosts.isWildcard(host)
        ? endingIn(host.substring(1))
        : of(host).map(List::of).orElse(List.of());
  }

  private List<Service> endingIn(String suffix) {
    String from = reversed(suffix);
    return byReversedHost.subMap(from, true, from + Character.MAX_VALUE, false).values().stream()
        .sorted(Comparator.comparingInt(Placed::order))
        .map(Placed::service)
        .toList();
  }

  private static String reversed(String host) {
    return new StringBuilder(host).reverse().toString();
  }
}
