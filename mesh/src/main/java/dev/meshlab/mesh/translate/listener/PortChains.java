package dev.meshlab.mesh.translate.listener;

import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.translate.route.RouteContext;
import dev.meshlab.mesh.translate.xds.Names;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import java.util.ArrayList;
import java.util.List;

/** The filter chains that one Service port asks for, of what kind it may be. */
public final class PortChains {

  private final MeshConfig config;
  private final OpaqueChains opaque;
  private final boolean intercepted;

  /** Those of a sidecar that is dialled. */
  public PortChains(RouteContext context) {
    this(context, false);
  }

  /**
   * @param intercepted whether a listener for requests gets whatever goes to the port's number, so
   *     that it has to look what it is
   */
  PortChains(RouteContext context, boolean intercepted) {
    this.config = context.mesh().config();
    this.intercepted = intercepted;
    this.opaque = new OpaqueChains(context);
  }

  /** A sniffed port takes HTTP if the first bytes are HTTP's, and else passes the bytes. */
  public List<FilterChainSpec> of(Service service, ServicePort port) {
    if (port.protocol().isHttp()) {
      List<Filter> filters = http(port, String.valueOf(port.number()));
      return List.of(
          intercepted ? FilterChainSpec.ofPlainHttp(filters) : FilterChainSpec.ofAny(filters));
    }
    List<FilterChainSpec> chains = new ArrayList<>(opaque.of(service, port));
    if (port.protocol().isSniffed()) {
      chains.add(FilterChainSpec.ofPlainHttp(http(port, Names.hostPort(service, port))));
    }
    return chains;
  }

  private List<Filter> http(ServicePort port, String routeConfiguration) {
    String listener = Listeners.name(port.number());
    return List.of(
        FilterChainSpec.filter(
            "http_connection_manager",
            HttpConnectionManagers.outbound(
                config, listener, routeConfiguration, port.protocol())));
  }
}
