package dev.meshlab.mesh.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Addresses for Services that have none yet, because no cluster has given them one: always the same
 * for the same Service, whatever else the mesh holds.
 */
final class VirtualIps {

  /** The upper half of 10.96.0.0/16; 10.96.0.0/12 is Kubernetes's default range for Services. */
  private static final int SIZE = 1 << 15;

  private VirtualIps() {}

  static List<Service> assign(List<Service> services) {
    Set<String> taken =
        services.stream().map(Service::address).collect(Collectors.toCollection(HashSet::new));
    return services.stream()
        .map(
            service ->
                service.headless() || !service.address().isEmpty()
                    ? service
                    : service.withAddress(free(service.host(), taken)))
        .toList();
  }

  private static String free(String host, Set<String> taken) {
    int slot = Math.floorMod(host.hashCode(), SIZE);
    String address = address(slot);
    while (!taken.add(address)) {
      slot = (slot + 1) % SIZE;
      address = address(slot);
    }
    return address;
  }

  private static String address(int slot) {
    return "10.96." + (128 + (slot >> 8)) + "." + (slot & 0xFF);
  }
}
