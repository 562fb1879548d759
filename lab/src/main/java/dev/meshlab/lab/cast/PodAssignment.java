package dev.meshlab.lab.cast;

import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The role that each pod of a mesh has in a run. */
public final class PodAssignment {

  private final Mesh mesh;
  private final boolean standIn;
  private final GrpcMethods methods;
  private final Map<String, Pod> podByIp = new HashMap<>();
  private final Map<String, Deployment> deploymentById = new HashMap<>();
  private final HttpPorts httpPorts;

  /**
   * @param standIn whether pods of other images than the server's are played too
   */
  public PodAssignment(Mesh mesh, boolean standIn) {
    this(mesh, standIn, GrpcMethods.ANY);
  }

  /**
   * @param standIn whether pods of other images than the server's are played too
   * @param methods that those have
   */
  public PodAssignment(Mesh mesh, boolean standIn, GrpcMethods methods) {
    this.mesh = mesh;
    this.standIn = standIn;
    this.methods = methods;
    mesh.deployments().forEach(d -> deploymentById.put(d.namespace() + "/" + d.id(), d));
    mesh.pods().forEach(pod -> podByIp.put(pod.ip(), pod));
    this.httpPorts = new HttpPorts(mesh);
  }

  boolean standsIn() {
    return standIn;
  }

  /** Empty for a pod that is not played. */
  Optional<PodRole> role(Pod pod) {
    Optional<Deployment> deployment = deployment(pod);
    Optional<PodRole> server = deployment.filter(ServerImage::isServer).map(PodRole::new);
    boolean client = deployment.filter(ServerImage::isClient).isPresent();
    return server.or(
        () ->
            standIn && !client
                ? Optional.of(PodRole.standIn(httpPorts.of(pod), methods))
                : Optional.empty());
  }

  /** The role of an endpoint's pod, if this port of it takes calls. */
  Optional<PodRole> takingCalls(Endpoint endpoint) {
    return Optional.ofNullable(podByIp.get(endpoint.address()))
        .flatMap(this::role)
        .filter(role -> role.takesCallsOn(endpoint.port()));
  }

  /**
   * The pods to start: behind a stand-in's port that carries gRPC, behind a target, or where rules
   * lead a target's calls.
   */
  public Map<Pod, PodRole> cast(List<Target> targets) {
    Set<String> called = targets.stream().map(Target::host).collect(Collectors.toSet());
    called.addAll(mesh.destinations(called));
    Set<String> wanted = new LinkedHashSet<>();
    for (Service service : mesh.services()) {
      boolean target = called.contains(service.host());
      service.ports().stream()
          .filter(port -> target || !standIn || isForCalls(service, port))
          .flatMap(port -> mesh.endpoints(service, port).stream())
          .forEach(endpoint -> wanted.add(endpoint.address()));
    }
    Map<Pod, PodRole> cast = new java.util.LinkedHashMap<>();
    for (Pod pod : mesh.pods()) {
      if (wanted.contains(pod.ip()) || deployment(pod).filter(ServerImage::isServer).isPresent()) {
        role(pod).ifPresent(role -> cast.put(pod, role));
      }
    }
    return cast;
  }

  private static boolean isForCalls(Service service, ServicePort port) {
    return PortTraffic.by(port) == PortTraffic.GRPC && !ClusterNamespaces.include(service);
  }

  Optional<Deployment> deployment(Pod pod) {
    return Optional.ofNullable(deploymentById.get(pod.workloadKey()));
  }

  /** The workloads behind a Service that are scaled to no pods. */
  List<Deployment> scaledToZero(Service service) {
    return mesh.deployments().stream()
        .filter(each -> each.replicas() == 0 && !each.isBatch())
        .filter(each -> each.namespace().equals(service.namespace()))
        .filter(each -> Labels.satisfy(service.selector().labels(), each.labels()))
        .toList();
  }

  /** The Deployments whose pods a Service leads to. */
  List<Deployment> behind(Service service) {
    List<Deployment> behind = new ArrayList<>();
    service.ports().stream()
        .flatMap(port -> mesh.endpoints(service, port).stream())
        .flatMap(endpoint -> Stream.ofNullable(podByIp.get(endpoint.address())))
        .flatMap(pod -> deployment(pod).stream())
        .distinct()
        .forEach(behind::add);
    return behind;
  }
}
