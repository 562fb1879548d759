package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.MeshConfigFields;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.ExternalNames;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.schema.KindTrait;
import dev.meshlab.mesh.unplayed.Touch.ByRoute;
import dev.meshlab.mesh.unplayed.Touch.Clients;
import dev.meshlab.mesh.unplayed.Touch.ToHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of manifests on which a cluster acts and the lab does not. */
public final class UnplayedObjects {

  /** Every cluster has it, and its addresses are nodes'. */
  private static final String API_SERVER = Hosts.ofService("kubernetes", "default");

  private final List<Unplayed> all = new ArrayList<>();

  private UnplayedObjects() {}

  /**
   * Those of a set of manifests, in their order.
   *
   * @param mesh which they describe
   */
  public static List<Unplayed> of(ManifestSet manifests, Mesh mesh) {
    UnplayedObjects objects = new UnplayedObjects();
    for (Document document : manifests.documents()) {
      if (!KindTrait.PLAYED.isOf(document) && !KindTrait.IDLE.isOf(document)) {
        objects.addObject(document);
      }
    }
    manifests.of("", "Service").forEach(service -> objects.addService(service, mesh));
    manifests.of("", "Service").forEach(service -> objects.addAddresses(service, mesh));
    manifests.documents().stream().flatMap(Interception::of).forEach(objects.all::add);
    MeshConfigFields.installations(manifests)
        .flatMap(Interception::ofInstallation)
        .forEach(objects.all::add);
    manifests.of("security.istio.io", "AuthorizationPolicy").stream()
        .flatMap(CallerAddresses::of)
        .forEach(objects.all::add);
    AskedProviders.of(manifests).forEach(objects.all::add);
    PendingPods.of(manifests, mesh).forEach(objects.all::add);
    Waypoints.of(manifests, mesh).forEach(objects.all::add);
    ScaledToZero.of(manifests, mesh).forEach(objects.all::add);
    TakenOver.of(manifests, mesh).forEach(objects.all::add);
    manifests.of("networking.istio.io", "EnvoyFilter").stream()
        .flatMap(UnplayedPatches::of)
        .forEach(objects.all::add);
    manifests.of("networking.istio.io", "DestinationRule").stream()
        .flatMap(rule -> PassedThrough.of(rule, mesh))
        .forEach(objects.all::add);
    return List.copyOf(objects.all);
  }

  private void addObject(Document object) {
    Fields spec = Fields.of(object).below("spec");
    UnplayedKind kind = UnplayedKind.of(object.kind(), spec);
    Touch touch = kind.touch().of(object.namespace(), object.name(), spec);
    all.add(
        new Unplayed(
            DiagnosticId.NOT_HONOURED,
            object,
            "kind",
            object.position(),
            object.kind(),
            kind.effect(),
            touch));
  }

  private void addService(Document service, Mesh mesh) {
    Fields spec = Fields.of(service).below("spec");
    List<String> host = List.of(Hosts.ofService(service.name(), service.namespace()));
    if (spec.string("type", "").equals("ExternalName") && leavesTheMesh(host.get(0), mesh)) {
      addField(
          DiagnosticId.NOT_HONOURED,
          service,
          "type",
          "Services of type ExternalName",
          "is another name of a host outside the mesh",
          new ToHosts(host, Clients.ALL));
    }
    if (spec.string("clusterIP", "").equals("None")) {
      addField(
          DiagnosticId.HEADLESS,
          service,
          "clusterIP",
          "headless Services",
          "is headless, so that a route which leads to it from another host sends a call to the address"
              + " that the client dialled",
          new ByRoute(host.get(0), headless(mesh)));
    }
    if (spec.string("internalTrafficPolicy", "").equals("Local")
        && !nodesAreKnown(host.get(0), mesh)) {
      addField(
          DiagnosticId.NOT_HONOURED,
          service,
          "internalTrafficPolicy",
          "internalTrafficPolicy: Local without Nodes",
          "keeps calls on the caller's node, which the manifests do not say (--zones makes Nodes)",
          new ToHosts(host, Clients.ALL));
    }
  }

  private static boolean nodesAreKnown(String host, Mesh mesh) {
    return endpoints(mesh, host).noneMatch(endpoint -> endpoint.node().isEmpty());
  }

  /** The names that lead to pods' own addresses. */
  private static Set<String> headless(Mesh mesh) {
    return mesh.services().stream()
        .filter(Service::headless)
        .flatMap(
            service ->
                Stream.concat(Stream.of(service), mesh.externalNames().namesOf(service).stream()))
        .map(Service::host)
        .collect(Collectors.toSet());
  }

  /** Of a name that stands for a Service, the translation makes what istiod does. */
  private static boolean leavesTheMesh(String host, Mesh mesh) {
    ExternalNames names = mesh.externalNames();
    return names.of(host).flatMap(names::lastTarget).flatMap(mesh::service).isEmpty();
  }

  /** The addresses of a Service that a person has written, where they are not those of pods. */
  private void addAddresses(Document service, Mesh mesh) {
    String host = Hosts.ofService(service.name(), service.namespace());
    List<String> foreign = host.equals(API_SERVER) ? List.of() : foreign(mesh, host);
    if (!foreign.isEmpty()) {
      all.add(
          new Unplayed(
              DiagnosticId.NOT_HONOURED,
              service,
              "spec",
              service.position(),
              "addresses that are not pods of the manifests",
              "leads to %s, which is not a pod of the manifests".formatted(foreign.get(0)),
              new ToHosts(List.of(host), Clients.ALL)));
    }
  }

  /** A pod with a second address, of another family, is played by its first. */
  private static List<String> foreign(Mesh mesh, String host) {
    return endpoints(mesh, host)
        .filter(endpoint -> endpoint.pod().isEmpty())
        .map(Endpoint::socket)
        .toList();
  }

  private static Stream<Endpoint> endpoints(Mesh mesh, String host) {
    return mesh.service(host).stream()
        .flatMap(service -> service.ports().stream().map(port -> mesh.endpoints(service, port)))
        .flatMap(List::stream);
  }

  private void addField(
      DiagnosticId id, Document object, String field, String what, String effect, Touch touch) {
    Fields spec = Fields.of(object).below("spec");
    all.add(new Unplayed(id, object, spec.path(field), spec.position(field), what, effect, touch));
  }
}
