package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
  private final Map<String, Locality> nodes;

  EndpointIndex(List<EndpointSlice> slices, List<Pod> pods, Map<String, Locality> nodes) {
    this(slices.stream().collect(Collectors.groupingBy(EndpointSlice::host)), pods, nodes);
  }

  private EndpointIndex(
      Map<String, List<EndpointSlice>> slices, List<Pod> pods, Map<String, Locality> nodes) {
    this.slices = slices;
    this.podsByName = firstBy(EndpointIndex::key, pods);
    this.podsByAddress = firstBy(Pod::ip, pods);
    this.nodes = nodes;
    pods.stream()
        .collect(Collectors.groupingBy(Pod::namespace))
        .forEach((name, own) -> podsByNamespace.put(name, new LabelIndex<>(own, Pod::labels)));
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
    return new EndpointIndex(slices, pods, nodes);
  }

  List<Endpoint> of(Service service, ServicePort port) {
    List<EndpointSlice> listed = slices.get(service.host());
    return listed == null ? selected(service, port) : listed(listed, port);
  }

  private List<Endpoint> selected(Service service, ServicePort port) {
    return selectedPods(service).stream()
        .filter(this::isKnownBySelector)
        .map(pod -> endpoint(pod, port))
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Manifests with EndpointSlices show a cluster as it is, whose controller has listed what there
   * was to list; only pods that a Deployment is yet to make are in none.
   */
  private boolean isKnownBySelector(Pod pod) {
    return slices.isEmpty() || !pod.workload().isEmpty();
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
            .filter(address -> address.ready() || !address.terminating())
            .forEach(address -> endpoints.addAll(endpoints(slice, address, number)));
      }
    }
    return endpoints;
  }

  private List<Endpoint> endpoints(EndpointSlice slice, EndpointSlice.Address address, int port) {
    Pod pod = podsByName.get(slice.namespace() + "/" + address.pod());
    if (pod == null && !address.pod().isEmpty()) {
      return List.of(); // istiod waits for the pod before it sends its address
    }
    Locality locality =
        pod == null ? Locality.of(Map.of(), nodes.get(address.nodeName())) : pod.locality();
    Map<String, String> labels =
        pod == null ? locality.onto(Map.of(), "") : pod.place().onto(pod.labels());
    String identity = pod == null ? "" : pod.identity();
    return address.ips().stream()
        .map(
            ip ->
                new Endpoint(ip, port, address.ready(), locality, labels, address.pod(), identity))
        .toList();
  }

  private static String key(Pod pod) {
    return pod.namespace() + "/" + pod.name();
  }
}
