package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.GRPCActionBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The server of this repository in place of a pod's own containers: one for each port that takes
 * calls, since a server has one such port.
 *
 * @param image of the server
 * @param arguments of each server, beside its ports
 * @param callPorts the ports of the pod that take calls
 * @param httpPorts those that answer HTTP/1.1
 * @param portNames the names by which Services know ports of the pod
 */
public record StandIn(
    String image,
    List<String> arguments,
    List<Integer> callPorts,
    List<Integer> httpPorts,
    Map<String, Integer> portNames) {

  private static final int FIRST_MAINTENANCE_PORT = 50_052;
  private static final long USER = 65_532;

  private static final Map<String, String> IDENTITY =
      Map.of(
          "POD_UID", "metadata.uid",
          "POD_NAME", "metadata.name",
          "POD_NAMESPACE", "metadata.namespace",
          "POD_IP", "status.podIP",
          "NODE_NAME", "spec.nodeName",
          "POD_VERSION", "metadata.labels['version']");

  public StandIn {
    arguments = List.copyOf(arguments);
    callPorts = List.copyOf(callPorts);
    httpPorts = List.copyOf(httpPorts);
    portNames = Map.copyOf(portNames);
  }

  private int servers() {
    return Math.max(callPorts.size(), httpPorts.size());
  }

  /** The ports at which the ledgers of the servers are read. */
  public List<Integer> maintenancePorts() {
    Set<Integer> taken = new HashSet<>(callPorts);
    taken.addAll(httpPorts);
    return IntStream.iterate(FIRST_MAINTENANCE_PORT, port -> port + 1)
        .filter(port -> !taken.contains(port))
        .limit(servers())
        .boxed()
        .toList();
  }

  /** The spec of a pod that nothing but stand-ins is in. */
  PodSpec spec(String account) {
    List<Container> containers = new ArrayList<>();
    for (int i = 0; i < servers(); i++) {
      containers.add(server(i));
    }
    return new PodSpecBuilder()
        .withServiceAccountName(account)
        .withAutomountServiceAccountToken(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        // Else ports below 1024 would need a capability.
        .addNewSysctl("net.ipv4.ip_unprivileged_port_start", "0")
        .endSecurityContext()
        .withContainers(containers)
        .addNewVolume()
        .withName("tmp")
        .withNewEmptyDir()
        .withMedium("Memory")
        .endEmptyDir()
        .endVolume()
        .build();
  }

  private Container server(int number) {
    int calls = number < callPorts.size() ? callPorts.get(number) : 0;
    int http = number < httpPorts.size() ? httpPorts.get(number) : 0;
    List<String> ports =
        List.of(
            "--port=" + calls,
            "--metrics-port=" + http,
            "--maintenance-port=" + maintenancePorts().get(number));
    ContainerBuilder server =
        RestrictedContainer.of("stand-in-" + (number + 1), image, "192Mi")
            .withArgs(Stream.concat(ports.stream(), arguments.stream()).toList())
            .withEnv(identity())
            .withPorts(number == 0 ? named() : List.of());
    return calls == 0 ? server.build() : probed(server, calls).build();
  }

  private static ContainerBuilder probed(ContainerBuilder server, int port) {
    return server
        .withNewStartupProbe()
        .withGrpc(new GRPCActionBuilder().withPort(port).build())
        .withPeriodSeconds(1)
        .withTimeoutSeconds(5)
        .withFailureThreshold(60)
        .endStartupProbe()
        .withNewReadinessProbe()
        .withGrpc(new GRPCActionBuilder().withPort(port).build())
        .withPeriodSeconds(2)
        .withTimeoutSeconds(2)
        .endReadinessProbe();
  }

  private List<ContainerPort> named() {
    return portNames.entrySet().stream()
        .map(
            each ->
                new ContainerPortBuilder()
                    .withName(each.getKey())
                    .withContainerPort(each.getValue())
                    .build())
        .toList();
  }

  private static List<EnvVar> identity() {
    return IDENTITY.entrySet().stream()
        .map(
            each ->
                new EnvVarBuilder()
                    .withName(each.getKey())
                    .withNewValueFrom()
                    .withNewFieldRef("v1", each.getValue())
                    .endValueFrom()
                    .build())
        .toList();
  }
}
