package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The endpoints that manifests list: in EndpointSlices, or in Endpoints of a Service without a
 * selector. To one with a selector, a controller writes Endpoints anew.
 *
 * @param ofController whether any of them are a controller's, which has listed all that there was
 *     to list
 */
record ListedEndpoints(List<EndpointSlice> slices, boolean ofController) {

  static ListedEndpoints of(ManifestObjects objects) {
    List<EndpointSlice> slices =
        new ArrayList<>(objects.all(ManifestObjects.DISCOVERY, "EndpointSlice", EndpointSlice::of));
    Set<String> sliced = slices.stream().map(EndpointSlice::host).collect(Collectors.toSet());
    Set<String> withoutSelector =
        objects.manifests().of(ManifestObjects.CORE, "Service").stream()
            .filter(service -> Fields.of(service).below("spec").stringMap("selector").isEmpty())
            .map(ListedEndpoints::host)
            .collect(Collectors.toSet());
    objects.manifests().of(ManifestObjects.CORE, "Endpoints").stream()
        .filter(e -> withoutSelector.contains(host(e)) && !sliced.contains(host(e)))
        .map(e -> EndpointSlice.ofEndpoints(e, Fields.of(e, objects.reads())))
        .forEach(slices::addAll);
    return new ListedEndpoints(slices, !withoutSelector.containsAll(sliced));
  }

  private static String host(Document document) {
    return Hosts.ofService(document.name(), document.namespace());
  }

  /** The addresses of pods, by {@code namespace/name}. */
  Map<String, String> addresses() {
    Map<String, String> addresses = new HashMap<>();
    for (EndpointSlice slice : slices) {
      for (EndpointSlice.Address address : slice.addresses()) {
        Optional<String> ip = address.ips().stream().findFirst();
        ip.ifPresent(it -> addresses.putIfAbsent(slice.namespace() + "/" + address.pod(), it));
      }
    }
    return addresses;
  }
}
