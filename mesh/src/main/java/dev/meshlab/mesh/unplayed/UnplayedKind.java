package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.unplayed.Touch.AnyOf;
import dev.meshlab.mesh.unplayed.Touch.Clients;
import dev.meshlab.mesh.unplayed.Touch.FromWorkloads;
import dev.meshlab.mesh.unplayed.Touch.IfProxied;
import dev.meshlab.mesh.unplayed.Touch.ThroughGateways;
import dev.meshlab.mesh.unplayed.Touch.ToEndpoints;
import dev.meshlab.mesh.unplayed.Touch.ToHosts;
import dev.meshlab.mesh.unplayed.Touch.ToPods;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A kind on which a cluster acts and the lab does not.
 *
 * @param effect of an object of it in a cluster, as the rest of a sentence about the object
 * @param touch the experiments that an object of it touches
 */
record UnplayedKind(String effect, Selection touch) {

  /** The choice of the experiments that an object touches. */
  @FunctionalInterface
  interface Selection {
    Touch of(String namespace, String name, Fields spec);
  }

  private static final String GATEWAY = "Gateway";

  /**
   * The kinds that are not listed. They change nothing about which pods answer, as far as is known.
   */
  private static final UnplayedKind OTHER =
      new UnplayedKind("is taken into account", (namespace, name, spec) -> Touch.NOTHING);

  private static final UnplayedKind ROUTE =
      new UnplayedKind("routes calls", (namespace, name, spec) -> parents(namespace, spec));

  private static final UnplayedKind PROGRAM =
      new UnplayedKind("runs a program on calls", (n, name, spec) -> proxies(n, selected(spec)));

  private static final String SIDECAR = "Sidecar";

  /** A Sidecar that leaves it to the Services of a pod how the pod is entered. */
  private static final UnplayedKind SIDECAR_WITHOUT_INGRESS =
      ofSidecars("decides which Services and rules a proxy sees");

  private static final Map<String, UnplayedKind> BY_NAME =
      Map.ofEntries(
          Map.entry(
              SIDECAR,
              ofSidecars(
                  "decides which Services and rules a proxy sees, and how a pod is entered")),
          Map.entry(
              "ServiceEntry",
              new UnplayedKind(
                  "says where calls to its hosts go",
                  (namespace, name, spec) -> new ToHosts(spec.strings("hosts"), Clients.OF_MESH))),
          Map.entry(
              "WorkloadEntry",
              new UnplayedKind(
                  "is a further endpoint of Services",
                  (namespace, name, spec) -> new ToEndpoints(namespace, spec.stringMap("labels")))),
          Map.entry(
              "RequestAuthentication",
              new UnplayedKind(
                  "refuses calls with invalid tokens",
                  (namespace, name, spec) -> entered(namespace, selected(spec)))),
          Map.entry("WasmPlugin", PROGRAM),
          Map.entry("TrafficExtension", PROGRAM),
          Map.entry(
              "ProxyConfig",
              new UnplayedKind(
                  "sets variables of proxies, which may change what these do",
                  (namespace, name, spec) ->
                      spec.has("environmentVariables")
                          ? proxies(namespace, selected(spec))
                          : Touch.NOTHING)),
          Map.entry(
              "NetworkPolicy",
              new UnplayedKind(
                  "may refuse connections to pods",
                  (namespace, name, spec) ->
                      new ToPods(namespace, spec.below("podSelector").stringMap("matchLabels")))),
          Map.entry("HTTPRoute", ROUTE),
          Map.entry("TLSRoute", ROUTE),
          Map.entry("TCPRoute", ROUTE),
          Map.entry("UDPRoute", ROUTE),
          Map.entry(
              "BackendTLSPolicy",
              new UnplayedKind(
                  "sets the TLS towards pods",
                  (namespace, name, spec) ->
                      services(namespace, spec.children("targetRefs").stream()))),
          Map.entry(
              "ListenerSet",
              new UnplayedKind(
                  "opens further ports of a gateway",
                  (namespace, name, spec) -> new ThroughGateways())));

  static UnplayedKind of(String kind, Fields spec) {
    return kind.equals(SIDECAR) && !spec.has("ingress")
        ? SIDECAR_WITHOUT_INGRESS
        : BY_NAME.getOrDefault(kind, OTHER);
  }

  /** The pods' own proxies see no other rules than these either. */
  private static UnplayedKind ofSidecars(String effect) {
    return new UnplayedKind(
        effect,
        (namespace, name, spec) ->
            sidecar(namespace, spec.below("workloadSelector").stringMap("labels")));
  }

  private static Map<String, String> selected(Fields spec) {
    return spec.below("selector").stringMap("matchLabels");
  }

  /** Callers' proxies, pods' and gateways'. */
  static Touch proxies(String namespace, Map<String, String> labels) {
    return new AnyOf(
        List.of(
            ofCallers(namespace, labels),
            new FromWorkloads(namespace, labels, Viewer.GATEWAY),
            new ToPods(namespace, labels)));
  }

  static Touch ofCallers(String namespace, Map<String, String> labels) {
    return new IfProxied(new FromWorkloads(namespace, labels, Viewer.CALLER));
  }

  /** Callers, with a proxy or without, and pods. */
  static Touch sidecar(String namespace, Map<String, String> labels) {
    return new AnyOf(
        List.of(
            new FromWorkloads(namespace, labels, Viewer.CALLER), new ToPods(namespace, labels)));
  }

  static Touch entered(String namespace, Map<String, String> labels) {
    return new AnyOf(
        List.of(
            new FromWorkloads(namespace, labels, Viewer.GATEWAY), new ToPods(namespace, labels)));
  }

  /** A route's parents: Gateways for calls from outside, Services for those in the mesh. */
  private static Touch parents(String namespace, Fields spec) {
    List<Fields> parents = spec.children("parentRefs");
    Touch gateways =
        parents.stream().anyMatch(p -> p.string("kind", GATEWAY).equals(GATEWAY))
            ? new ThroughGateways()
            : Touch.NOTHING;
    return new AnyOf(List.of(gateways, services(namespace, parents.stream())));
  }

  private static Touch services(String namespace, Stream<Fields> references) {
    return new ToHosts(
        references
            .filter(reference -> reference.string("kind", "").equals("Service"))
            .map(
                reference ->
                    Hosts.ofService(
                        reference.string("name", ""), reference.string("namespace", namespace)))
            .toList(),
        Clients.OF_MESH);
  }
}
