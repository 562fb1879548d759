package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pods that the Services of a namespace must lead to, since they are ready.
 *
 * @param podsByService by the name of the Service
 */
record ReadyEndpoints(Map<String, Set<String>> podsByService) {

  private static final String SERVICE = "kubernetes.io/service-name";

  static ReadyEndpoints of(List<Service> services, List<Pod> pods) {
    Map<String, Set<String>> byService = new HashMap<>();
    for (Service service : services) {
      Map<String, String> selector = service.getSpec().getSelector();
      if (selector != null && !selector.isEmpty()) {
        byService.put(
            service.getMetadata().getName(),
            pods.stream()
                .filter(PodState::isReady)
                .filter(pod -> isSelected(pod, selector))
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toSet()));
      }
    }
    return new ReadyEndpoints(byService);
  }

  private static boolean isSelected(Pod pod, Map<String, String> selector) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    return labels != null && labels.entrySet().containsAll(selector.entrySet());
  }

  /** True once the cluster's controller has written them all down. */
  boolean areIn(List<EndpointSlice> slices) {
    return podsByService.entrySet().stream()
        .allMatch(service -> ready(service.getKey(), slices).containsAll(service.getValue()));
  }

  private static Set<String> ready(String service, List<EndpointSlice> slices) {
    return slices.stream()
        .filter(slice -> service.equals(slice.getMetadata().getLabels().get(SERVICE)))
        .map(EndpointSlice::getEndpoints)
        .filter(Objects::nonNull) // Those of a Service without a pod have no list.
        .flatMap(List::stream)
        .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()))
        .map(Endpoint::getTargetRef)
        .filter(Objects::nonNull)
        .map(ObjectReference::getName)
        .collect(Collectors.toSet());
  }
}
