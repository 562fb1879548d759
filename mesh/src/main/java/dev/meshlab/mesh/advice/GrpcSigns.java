package dev.meshlab.mesh.advice;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signs that pods speak gRPC at a port, whatever the Service declares of it. */
final class GrpcSigns {

  private static final Set<String> TEMPLATED = Set.of("Deployment", "StatefulSet", "DaemonSet");
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

  GrpcSigns(AdviceContext context) {
    this.pods =
        context.manifests().documents().stream()
            .filter(document -> TEMPLATED.contains(document.kind()))
            .collect(
                Collectors.groupingBy(
                    Document::namespace,
                    Collectors.collectingAndThen(
                        Collectors.mapping(GrpcSigns::template, Collectors.toList()),
                        templates -> new LabelIndex<>(templates, GrpcSigns::labels))));
    this.labServers = new LabServers(context.mesh());
    context.routes().forEach(this::note);
  }

  private static Fields template(Document workload) {
    return AdviceContext.spec(workload).below("template");
  }

  private static Map<String, String> labels(Fields template) {
    return template.below("metadata").stringMap("labels");
  }

  private void note(AdviceContext.Route route) {
    for (Fields match : route.fields().children("match")) {
      Fields uri = match.below("uri");
      String path = uri.string("exact", uri.string("prefix", ""));
      if (METHOD.matches(path)) {
        for (Fields to : route.destinations()) {
          Fields destination = to.below("destination");
          String host = Hosts.resolve(destination.string("host", ""), route.namespace());
          methods
              .computeIfAbsent(host, unused -> new HashMap<>())
              .putIfAbsent(destination.below("port").integer("number").orElse(0L), path);
        }
      }
    }
  }

  /** The first sign, in words that can be the subject of a sentence. */
  Optional<String> of(Service service, ServicePort port) {
    return Stream.of(
            ofPods(service, port),
            ofRoutes(service, port),
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
  private Optional<String> ofRoutes(Service service, ServicePort port) {
    Map<Long, String> paths = methods.getOrDefault(service.host(), Map.of());
    boolean only = service.ports().stream().noneMatch(other -> other.protocol().isHttp2());
    String path = paths.getOrDefault((long) port.number(), only ? paths.getOrDefault(0L, "") : "");
    return path.isEmpty() ? Optional.empty() : Optional.of("the route for " + path);
  }

  private static Optional<String> ofNumber(ServicePort port) {
    return port.targetPort().equals(USUAL_PORT)
        ? Optional.of("the port " + USUAL_PORT)
        : Optional.empty();
  }
}
