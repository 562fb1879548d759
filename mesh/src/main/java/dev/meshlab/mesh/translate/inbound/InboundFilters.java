package dev.meshlab.mesh.translate.inbound;

import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.List;

/**
 * The filters that decide who may pass.
 *
 * @param http before requests are routed
 * @param network before bytes are forwarded
 */
public record InboundFilters(List<HttpFilter> http, List<Filter> network) {

  public InboundFilters {
    http = List.copyOf(http);
    network = List.copyOf(network);
  }
}
