package dev.meshlab.mesh.advice.context;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signs that pods speak gRPC at a port, whatever the Service declares of it. */
public final class GrpcSigns {

  private static final List<String> PROBES =
      List.of("readinessProbe", "livenessProbe", "startupProbe");

  /** The port of gRPC's own examples, and so of many servers. */
  private static final String USUAL_PORT = "50051";

  /** The path of a method of a service in a package, which other HTTP hardly has. */
  private static final Pattern METHOD =
      Pattern.compile("/[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)+/([A-Z][A-Za-z0-9_]*)?");

  private final Map<String, LabelIndex<Fields>> pods;

  private final LabServers labServers;

  /** By the host to which a route of a gRPC method leads, and the port; 0 for any. */
  private final Map<String, Map<Long, String>> methods = new HashMap<>();

  /** The Gateways by which gRPC comes to a host and port; 0 for any. */
  private final Map<String, Map<Long, String>> gateways = new HashMap<>();

  public GrpcSigns(AdviceContext context) {
    this.pods =
        context.manifests().documents().stream()
            .filter(document -> PodTemplates.of(document).isPresent())
            .collect(
                Collectors.groupingBy(
                    Document::namespace,
                    Collectors.collectingAndThen(
                        Collectors.mapping(GrpcSigns::template, Collectors.toList()),
                        templates -> new LabelIndex<>(templates, GrpcSigns::labels))));
    this.labServers = new LabServers(context.mesh());
    context.routes().forEach(this::note);
    Map<String, Boolean> forGrpc = new HashMap<>();
    for (AdviceContext.Route route : context.routes()) {
      context.roots(route.rule()).stream()
          .flatMap(root -> AdviceContext.gateways(root).stream())
          .filter(g -> forGrpc.computeIfAbsent(g, name -> isForGrpc(context.servers(name))))
          .forEach(gateway -> note(gateways, route, gateway));
    }
  }

  /** True if servers say of all that comes in by them that it is gRPC. */
  private static boolean isForGrpc(List<GatewayServer> servers) {
    return !servers.isEmpty()
        && servers.stream().allMatch(server -> server.protocol() == Protocol.GRPC);
  }

  private static Fields template(Document workload) {
    return PodTemplates.of(workload).orElseThrow();
  }

  private static Map<String, String> labels(Fields template) {
    return template.below("metadata").stringMap("labels");
  }

  private void note(AdviceContext.Route route) {
    for (Fields match : route.fields().children("match")) {
      Fields uri = match.below("uri");
      String path = uri.string("exact", uri.string("prefix", ""));
      if (METHOD.matches(path)) {
        note(methods, route, path);
      }
    }
  }

  private static void note(
      Map<String, Map<Long, String>> signs, AdviceContext.Route route, String sign) {
    for (Fields to : route.destinations()) {
      Fields destination = to.below("destination");
      String host = Hosts.resolve(destination.string("host", ""), route.namespace());
      signs
          .computeIfAbsent(host, unused -> new HashMap<>())
          .putIfAbsent(destination.below("port").integer("number").orElse(0L), sign);
    }
  }

  /** The first sign, in words that can be the subject of a sentence. */
  public Optional<String> of(Service service, ServicePort port) {
    return Stream.of(
            ofPods(service, port),
            ofRoutes(methods, service, port).map(path -> "the route for " + path),
            ofRoutes(gateways, service, port).map(name -> "the protocol GRPC of Gateway " + name),
            ofNumber(port),
            labServers.image(service, port).map(image -> "the image " + image))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> ofPods(Service service, ServicePort port) {
    LabelIndex<Fields> index = pods.get(service.namespace());
    return service.selector().isEmpty() || index == null
        ? Optional.empty()
        : index.selected(service.selector().labels()).stream()
            .flatMap(template -> template.below("spec").children("containers").stream())
            .flatMap(container -> ofContainer(container, port).stream())
            .findFirst();
  }

  private static Optional<String> ofContainer(Fields container, ServicePort port) {
    for (Fields declared : container.children("ports")) {
      String name = declared.string("name", "");
      String number = declared.string("containerPort", "");
      if (port.targetPort().equals(name) || port.targetPort().equals(number)) {
        return name.startsWith("grpc")
            ? Optional.of("the container port " + name)
            : ofProbe(container, number);
      }
    }
    return ofProbe(container, port.targetPort());
  }

  private static Optional<String> ofProbe(Fields container, String number) {
    return PROBES.stream()
        .filter(probe -> container.below(probe).below("grpc").string("port", "").equals(number))
        .map(probe -> "the gRPC " + probe)
        .findFirst();
  }

  /** A route that names no port may be for another one, if that is declared as gRPC's. */
  private static Optional<String> ofRoutes(
      Map<String, Map<Long, String>> signs, Service service, ServicePort port) {
    Map<Long, String> own = signs.getOrDefault(service.host(), Map.of());
    boolean only = service.ports().stream().noneMatch(other -> other.protocol().isHttp2());
    String sign = own.getOrDefault((long) port.number(), only ? own.getOrDefault(0L, "") : "");
    return sign.isEmpty() ? Optional.empty() : Optional.of(sign);
  }

  private static Optional<String> ofNumber(ServicePort port) {
    return port.targetPort().equals(USUAL_PORT)
        ? Optional.of("the port " + USUAL_PORT)
        : Optional.empty();
  }
}
