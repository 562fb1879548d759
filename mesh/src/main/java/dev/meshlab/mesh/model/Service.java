package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kubernetes Service.
 *
 * @param host its fully qualified name, by which rules and clusters know it
 * @param address its virtual IP; empty when it is headless
 * @param selector of its pods; empty when its endpoints are given by hand
 * @param clientAffinity whether kube-proxy sends all connections of a client to one pod ({@code
 *     sessionAffinity: ClientIP}); no resource of a mesh depends on it
 * @param nodeLocal whether its callers reach the endpoints on their own node alone ({@code
 *     internalTrafficPolicy: Local})
 * @param publishesNotReady whether pods are endpoints that take calls before they are ready ({@code
 *     publishNotReadyAddresses})
 * @param trafficDistribution which endpoints its callers prefer
 * @param exportTo the namespaces that see it; empty for all
 */
public record Service(
    Metadata metadata,
    String host,
    String address,
    boolean headless,
    List<ServicePort> ports,
    Selector selector,
    boolean clientAffinity,
    boolean nodeLocal,
    boolean publishesNotReady,
    TrafficDistribution trafficDistribution,
    List<String> exportTo,
    Position position) {

  /**
   * A selector of pods.
   *
   * @param labels that each of the pods has
   * @param position where it is written
   */
  public record Selector(Map<String, String> labels, Position position) {

    public boolean isEmpty() {
      return labels.isEmpty();
    }
  }

  private static final String EXPORT_TO = "networking.istio.io/exportTo";

  /**
   * @param namespaceAnnotations those of the Service's namespace
   * @param viewer who reads it
   */
  static Service of(
      Document document, Fields root, Map<String, String> namespaceAnnotations, Viewer viewer) {
    boolean ofAddress = viewer == Viewer.ADDRESS;
    Fields toMesh = ofAddress ? root.unnoted() : root;
    Fields toAddress = ofAddress ? root : root.unnoted();
    Fields spec = root.below("spec");
    String address = spec.string("clusterIP", "");
    boolean headless = address.equals("None");
    return new Service(
        Metadata.of(document, toMesh),
        Hosts.ofService(document.name(), document.namespace()),
        headless ? "" : address,
        headless,
        spec.children("ports").stream()
            .map(port -> ServicePort.of(port, ofAddress ? port.unnoted() : port))
            .toList(),
        new Selector(Map.copyOf(spec.stringMap("selector")), spec.position("selector")),
        toAddress.below("spec").string("sessionAffinity", "").equals("ClientIP"),
        spec.string("internalTrafficPolicy", "").equals("Local"),
        spec.bool("publishNotReadyAddresses", false),
        ofAddress
            ? TrafficDistribution.ofField(spec).orElse(TrafficDistribution.ANY)
            : TrafficDistribution.of(root, namespaceAnnotations),
        exportTo(Rules.annotations(toMesh).getOrDefault(EXPORT_TO, "")),
        document.position());
  }

  private static List<String> exportTo(String annotation) {
    return Arrays.stream(annotation.split(","))
        .map(String::strip)
        .filter(n -> !n.isEmpty())
        .toList();
  }

  public String name() {
    return metadata.name();
  }

  public String namespace() {
    return metadata.namespace();
  }

  boolean isPublic() {
    return exportTo.isEmpty() || exportTo.contains("*");
  }

  /** True if proxies of a namespace know it (istio/istio, PushContext.initServiceRegistry). */
  public boolean isSeenFrom(String client) {
    boolean hidden = exportTo.contains("~");
    return isPublic() || (!hidden && Rules.reaches(exportTo, namespace(), client));
  }

  /** True if it leads to a workload of a namespace, by the workload's labels. */
  boolean leadsTo(String workloadNamespace, Map<String, String> labels) {
    return !selector.isEmpty()
        && namespace().equals(workloadNamespace)
        && Labels.satisfy(selector.labels(), labels);
  }

  /** The ports that a mesh handles: all but UDP's. */
  public List<ServicePort> meshPorts() {
    return ports.stream().filter(port -> port.protocol() != Protocol.UDP).toList();
  }

  /**
   * True if calls of a client may go to one of its endpoints (istio/istio,
   * pilot/pkg/xds/endpoints/endpoint_builder.go; kube-proxy does the same).
   */
  public boolean leads(ClientWorkload client, Endpoint endpoint) {
    return !nodeLocal || endpoint.node().equals(client.node());
  }

  /** The port of a number. */
  public Optional<ServicePort> port(int number) {
    return ports.stream().filter(port -> port.number() == number).findFirst();
  }

  /** The same, exported as the mesh config has it if it does not say. */
  Service exportedBy(MeshConfig config) {
    return exportTo.isEmpty() ? exportedTo(config.serviceExportTo()) : this;
  }

  Service exportedTo(List<String> namespaces) {
    return new Service(
        metadata,
        host,
        address,
        headless,
        ports,
        selector,
        clientAffinity,
        nodeLocal,
        publishesNotReady,
        trafficDistribution,
        namespaces,
        position);
  }

  Service withAddress(String virtualIp) {
    return new Service(
        metadata,
        host,
        virtualIp,
        headless,
        ports,
        selector,
        clientAffinity,
        nodeLocal,
        publishesNotReady,
        trafficDistribution,
        exportTo,
        position);
  }
}
