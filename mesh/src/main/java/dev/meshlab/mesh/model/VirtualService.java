package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The routes of requests and connections for some hosts. A route of the Gateway API becomes a
 * VirtualService too, as it does in istiod.
 *
 * @param hosts full names and wildcards; empty when others delegate to it
 * @param gateways the gateways it is bound to, as {@code namespace/name}; {@code mesh} alone when
 *     it names none
 * @param http its HTTP routes, as written; those that were delegated are merged
 * @param tcp its routes for bytes, as written
 * @param tls its routes for TLS that is not terminated, as written
 * @param gatewayApi whether it was written as a route of the Gateway API, whose rules differ
 * @param position where its hosts stand
 */
public record VirtualService(
    Metadata metadata,
    List<String> hosts,
    List<String> gateways,
    List<Fields> http,
    List<Fields> tcp,
    List<Fields> tls,
    List<String> exportTo,
    boolean gatewayApi,
    Position position) {

  /** The gateway that stands for all sidecars. */
  public static final String MESH = IstioNames.MESH;

  /** The order in which istiod takes rules (model.sortConfigByCreationTime). */
  static final Comparator<VirtualService> BY_AGE =
      Comparator.comparing(VirtualService::metadata, Metadata.BY_AGE);

  static VirtualService of(Document document, Fields root) {
    Fields spec = root.below("spec");
    String namespace = document.namespace();
    List<String> gateways = spec.strings("gateways");
    return new VirtualService(
        Metadata.of(document, root),
        spec.strings("hosts").stream()
            .map(host -> Hosts.resolve(host.toLowerCase(Locale.ROOT), namespace))
            .toList(),
        gateways.isEmpty()
            ? List.of(MESH)
            : gateways.stream().map(gateway -> Gateway.resolve(gateway, namespace)).toList(),
        spec.children("http"),
        spec.children("tcp"),
        spec.children("tls"),
        spec.strings("exportTo"),
        false,
        spec.position("hosts"));
  }

  /** A rule that istiod makes of routes of the Gateway API, for one host. */
  static VirtualService ofGatewayApi(
      Metadata metadata, String host, String gateway, List<Fields> http, Position position) {
    return new VirtualService(
        metadata,
        List.of(host),
        List.of(gateway),
        http,
        List.of(),
        List.of(),
        List.of(),
        true,
        position);
  }

  public String name() {
    return metadata.name();
  }

  public String namespace() {
    return metadata.namespace();
  }

  /** The same, exported as the mesh config has it if it does not say. */
  VirtualService exportedBy(MeshConfig config) {
    return exportTo.isEmpty()
        ? new VirtualService(
            metadata,
            hosts,
            gateways,
            http,
            tcp,
            tls,
            config.virtualServiceExportTo(),
            gatewayApi,
            position)
        : this;
  }

  VirtualService withHttp(List<Fields> merged) {
    return new VirtualService(
        metadata, hosts, gateways, merged, tcp, tls, exportTo, gatewayApi, position);
  }

  /** True if one of the gateways that a condition names is among some. */
  public boolean bindsTo(List<String> conditions, Set<String> names) {
    return conditions.stream().anyMatch(g -> names.contains(Gateway.resolve(g, namespace())));
  }

  /** The full names of the hosts to which its routes lead calls, or copies of them. */
  public Set<String> destinations() {
    return Stream.of(http, tcp, tls)
        .flatMap(List::stream)
        .map(Fields::unnoted)
        .flatMap(
            route ->
                Stream.concat(
                    route.children("route").stream().map(to -> to.below("destination")),
                    Stream.of(route.below("mirror"))))
        .map(to -> to.string("host", ""))
        .filter(host -> !host.isEmpty())
        .map(this::resolve)
        .collect(Collectors.toSet());
  }

  /** The full name of a host that one of its routes names. */
  public String resolve(String host) {
    return Hosts.resolve(host, namespace());
  }
}
