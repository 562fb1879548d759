package dev.meshlab.lab.cast;

import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Notes on what stand-ins do with a user's manifests, and on what they leave out. */
public final class StandIns {

  private final Mesh mesh;
  private final PodAssignment casting;
  private final List<Target> targets;

  public StandIns(Mesh mesh, PodAssignment casting, List<Target> targets) {
    this.mesh = mesh;
    this.casting = casting;
    this.targets = targets;
  }

  /** Empty where none plays. */
  public List<String> notes() {
    if (!casting.standsIn()) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    Map<Pod, PodRole> cast = casting.cast(targets);
    Set<Deployment> played = new LinkedHashSet<>();
    cast.forEach(
        (pod, role) -> {
          if (role.isStandIn()) {
            casting.deployment(pod).ifPresent(played::add);
          }
        });
    if (!played.isEmpty()) {
      notes.add(
          "stand-ins play the pods of %s; their images, commands, arguments and variables are ignored"
              .formatted(names(played)));
    }
    notes.addAll(ofHttp1(cast));
    Set<Deployment> idle = new LinkedHashSet<>(mesh.deployments());
    cast.keySet().forEach(pod -> casting.deployment(pod).ifPresent(idle::remove));
    idle.removeIf(d -> ServerImage.isClient(d) || d.replicas() == 0);
    idle.removeIf(d -> ClusterNamespaces.include(d.namespace()));
    if (!idle.isEmpty()) {
      notes.add("not played, because nothing that is measured leads to it: " + names(idle));
    }
    for (Service service : mesh.services()) {
      if (!ClusterNamespaces.include(service)) {
        service.ports().forEach(port -> add(service, port, notes));
      }
    }
    notes.addAll(ofCluster());
    return notes;
  }

  /** Ports at which calls of gRPC fail. */
  private List<String> ofHttp1(Map<Pod, PodRole> cast) {
    Map<Integer, Set<Deployment>> byPort = new TreeMap<>();
    cast.forEach(
        (pod, role) ->
            role.http1Ports()
                .forEach(
                    port ->
                        casting
                            .deployment(pod)
                            .ifPresent(
                                of ->
                                    byPort
                                        .computeIfAbsent(port, any -> new LinkedHashSet<>())
                                        .add(of))));
    return byPort.entrySet().stream()
        .map(
            each ->
                "an HTTP/1.1 server is at port %d of the pods of %s, since the files call that port HTTP and have another one for gRPC"
                    .formatted(each.getKey(), names(each.getValue())))
        .toList();
  }

  private List<String> ofCluster() {
    Set<String> called = targets.stream().map(Target::host).collect(Collectors.toSet());
    String namespaces =
        mesh.services().stream()
            .filter(service -> ClusterNamespaces.include(service.namespace()))
            .filter(service -> !called.contains(service.host()))
            .map(Service::namespace)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return namespaces.isEmpty()
        ? List.of()
        : List.of(
            "not measured, because they belong to the cluster: the Services of namespace %s; --target calls one all the same"
                .formatted(namespaces));
  }

  private static String names(Set<Deployment> deployments) {
    return deployments.stream()
        .map(d -> d.kind() + " " + d.namespace() + "/" + d.name())
        .collect(Collectors.joining(", "));
  }

  private void add(Service service, ServicePort port, List<String> notes) {
    PortTraffic carried = PortTraffic.by(port);
    Target target = new Target(service.host(), port.number());
    if (targets.contains(target)) {
      return;
    }
    Optional<Endpoint> foreign = foreign(service, port);
    String remedy =
        carried == PortTraffic.UDP ? "" : "; --target " + target + " calls it all the same";
    if (foreign.isPresent()) {
      String address = foreign.get().socket();
      notes.add(unmeasured(service, port, "leads to " + address + ", which is not a pod here"));
    } else if (carried != PortTraffic.GRPC) {
      notes.add(unmeasured(service, port, "is " + carried.words(port) + remedy));
    }
  }

  private static String unmeasured(Service service, ServicePort port, String because) {
    return "%s: port %d of Service %s is not measured: it %s"
        .formatted(port.position(), port.number(), service.name(), because);
  }

  /** An endpoint that a person has written, and that is not a pod. */
  private Optional<Endpoint> foreign(Service service, ServicePort port) {
    return mesh.endpoints(service, port).stream()
        .filter(endpoint -> mesh.pod(endpoint).isEmpty())
        .findFirst();
  }
}
