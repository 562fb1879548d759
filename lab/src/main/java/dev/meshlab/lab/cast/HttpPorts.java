package dev.meshlab.lab.cast;

import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ports of pods at which a stand-in answers HTTP/1.1: the files call them HTTP, and have
 * another port of the same pod for gRPC. Where a pod has no port for gRPC, the name of its port is
 * the mistake that people measure here, and the port is for gRPC all the same.
 */
final class HttpPorts {

  /** The protocols that Services declare of a pod's ports, by its address. */
  private final Map<String, Map<Integer, Set<Protocol>>> declared = new HashMap<>();

  HttpPorts(Mesh mesh) {
    for (Service service : mesh.services()) {
      for (ServicePort port : service.ports()) {
        for (Endpoint endpoint : mesh.endpoints(service, port)) {
          declared
              .computeIfAbsent(endpoint.address(), any -> new HashMap<>())
              .computeIfAbsent(endpoint.port(), any -> new TreeSet<>())
              .add(port.protocol());
        }
      }
    }
  }

  /** Those of a pod, to which some Service leads. */
  Set<Integer> of(Pod pod) {
    Map<Integer, Set<Protocol>> ports = declared.getOrDefault(pod.ip(), Map.of());
    Map<Integer, Protocol> named = named(pod);
    return ports.keySet().stream()
        .filter(port -> isHttp1(port, ports, named))
        .collect(Collectors.toSet());
  }

  private static boolean isHttp1(
      int port, Map<Integer, Set<Protocol>> ports, Map<Integer, Protocol> named) {
    Protocol own = named.getOrDefault(port, Protocol.UNSUPPORTED);
    Set<Protocol> services = ports.getOrDefault(port, Set.of());
    boolean namedElsewhere =
        named.entrySet().stream()
            .anyMatch(each -> each.getKey() != port && each.getValue().isHttp2());
    boolean declaredElsewhere =
        ports.entrySet().stream()
            .anyMatch(
                each ->
                    each.getKey() != port && each.getValue().stream().anyMatch(Protocol::isHttp2));
    return services.stream().allMatch(Protocol.HTTP::equals)
        ? !own.isHttp2() && (namedElsewhere || declaredElsewhere)
        : own == Protocol.HTTP && namedElsewhere;
  }

  /** The protocols that the names of container ports declare, by number. */
  private static Map<Integer, Protocol> named(Pod pod) {
    Map<Integer, Protocol> named = new TreeMap<>();
    pod.portNames().forEach((name, port) -> named.putIfAbsent(port, Protocol.named(name)));
    return named;
  }
}
