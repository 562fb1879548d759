package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of each Service: those that its EndpointSlices list, where there are any, as in a
 * cluster; else the pods that it selects, as a cluster's own controller would list them.
 */
final class EndpointIndex {

  private final Map<String, List<EndpointSlice>> slices;
  private final Map<String, LabelIndex<Pod>> podsByNamespace = new HashMap<>();
  private final Map<String, Pod> podsByName;
  private final Map<String, Pod> podsByAddress;
  private final Set<String> running;
  private final Map<String, Locality> nodes;

  private EndpointIndex(
      Map<String, List<EndpointSlice>> slices,
      List<Pod> pods,
      Set<String> running,
      Map<String, Locality> nodes) {
    this.slices = slices;
    this.running = running;
    this.podsByName = firstBy(EndpointIndex::key, pods);
    this.podsByAddress = firstBy(Pod::ip, pods);
    this.nodes = nodes;
    pods.stream()
        .collect(Collectors.groupingBy(Pod::namespace))
        .forEach((name, own) -> podsByNamespace.put(name, new LabelIndex<>(own, Pod::labels)));
  }

  /**
   * An index of these endpoints and pods.
   *
   * @param running those of the pods that are behind a Service only where a slice lists them
   */
  static EndpointIndex of(
      List<EndpointSlice> slices, List<Pod> pods, List<Pod> running, Map<String, Locality> nodes) {
    return new EndpointIndex(
        slices.stream().collect(Collectors.groupingBy(EndpointSlice::host)),
        pods,
        running.stream().map(EndpointIndex::key).collect(Collectors.toUnmodifiableSet()),
        nodes);
  }

  private static Map<String, Pod> firstBy(Function<Pod, String> key, List<Pod> pods) {
    return pods.stream().collect(Collectors.toMap(key, Function.identity(), (a, b) -> a));
  }

  /** The pod of an address. */
  Optional<Pod> pod(String address) {
    return Optional.ofNullable(podsByAddress.get(address));
  }

  /** The same slices and nodes with other pods. */
  EndpointIndex withPods(List<Pod> pods) {
    return new EndpointIndex(slices, pods, running, nodes);
  }

  /** The names of the ports that the slices of a Service list. */
  Set<String> listedPorts(Service service) {
    return slices.getOrDefault(service.host(), List.of()).stream()
        .flatMap(slice -> slice.ports().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  List<Endpoint> of(Service service, ServicePort port) {
    List<EndpointSlice> listed = slices.get(service.host());
    if (listed == null) {
      return selected(service, port);
    }
    return isWithoutItsPods(service, listed)
        ? asListed(selected(service, port), listed)
        : listed(listed, port);
  }

  /** The pods that a workload is yet to make; as many of them are not ready as are listed so. */
  private static List<Endpoint> asListed(List<Endpoint> made, List<EndpointSlice> listed) {
    long notReady =
        listed.stream()
            .flatMap(slice -> slice.addresses().stream())
            .filter(address -> !address.ready())
            .map(EndpointSlice.Address::pod)
            .distinct()
            .count();
    return IntStream.range(0, made.size())
        .mapToObj(i -> i < made.size() - notReady ? made.get(i) : made.get(i).withReadiness(false))
        .toList();
  }

  /**
   * True for what a controller has listed, where the manifests have none of the pods that it lists.
   */
  private boolean isWithoutItsPods(Service service, List<EndpointSlice> listed) {
    return !service.selector().isEmpty()
        && listed.stream()
            .flatMap(
                slice -> slice.addresses().stream().map(a -> slice.namespace() + "/" + a.pod()))
            .allMatch(pod -> !pod.endsWith("/") && !podsByName.containsKey(pod));
  }

  private List<Endpoint> selected(Service service, ServicePort port) {
    return selectedPods(service).stream()
        .filter(this::isKnownBySelector)
        .map(pod -> service.publishesNotReady() ? pod.withReadiness(true) : pod)
        .map(pod -> endpoint(pod, port))
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * A cluster's controller has listed what there was to list; only pods that a cluster is yet to
   * run are in no slice of it.
   */
  private boolean isKnownBySelector(Pod pod) {
    return !running.contains(key(pod));
  }

  /** A Service without a selector selects none. */
  List<Pod> selectedPods(Service service) {
    LabelIndex<Pod> pods = podsByNamespace.get(service.namespace());
    return pods == null || service.selector().isEmpty()
        ? List.of()
        : pods.selected(service.selector().labels());
  }

  /** Null when the port is named and the pod has no port of that name. */
  private static @Nullable Endpoint endpoint(Pod pod, ServicePort port) {
    Integer number = port.targetOf(pod);
    return number == null ? null : Endpoint.of(pod, number);
  }

  private List<Endpoint> listed(List<EndpointSlice> listed, ServicePort port) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (EndpointSlice slice : listed) {
      Integer number = slice.ports().get(port.name());
      if (number != null) {
        slice.addresses().stream()
            .filter(EndpointSlice.Address::isSent)
            .forEach(address -> endpoints.addAll(endpoints(slice, address, number)));
      }
    }
    return endpoints;
  }

  private List<Endpoint> endpoints(EndpointSlice slice, EndpointSlice.Address address, int port) {
    Pod pod = pod(slice, address);
    if (pod == null && !address.pod().isEmpty()) {
      return List.of(); // istiod waits for the pod before it sends its address
    }
    Locality locality =
        pod == null ? Locality.of(Map.of(), nodes.get(address.nodeName())) : pod.locality();
    Map<String, String> labels =
        pod == null ? locality.onto(Map.of(), "") : pod.place().onto(pod.labels());
    String node = pod == null ? address.nodeName() : pod.node();
    String identity = pod == null ? "" : pod.identity();
    String name = pod == null ? "" : pod.name();
    return address.ips().stream()
        .map(ip -> new Endpoint(ip, port, address.ready(), node, locality, labels, name, identity))
        .toList();
  }

  /**
   * The pod that an endpoint says it is; one that does not say so is the pod of its address (istio/
   * istio, serviceregistry/kube/controller, getPod).
   */
  private @Nullable Pod pod(EndpointSlice slice, EndpointSlice.Address address) {
    return address.pod().isEmpty()
        ? address.ips().stream().findFirst().map(podsByAddress::get).orElse(null)
        : podsByName.get(slice.namespace() + "/" + address.pod());
  }

  private static String key(Pod pod) {
    return pod.namespace() + "/" + pod.name();
  }
}
