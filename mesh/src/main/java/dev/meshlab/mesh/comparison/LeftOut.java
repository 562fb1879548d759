package dev.meshlab.mesh.comparison;

import java.util.List;
import java.util.Set;

/**
 * A part of resources that is left out of a comparison: no distribution of calls depends on it, or
 * the lab has it from elsewhere.
 *
 * @param described in a few words, for pages
 * @param fields that are left out, wherever they are
 * @param filters that are left out, by their names, and ALPN names; a name that ends in a dot
 *     stands for all that begin with it
 */
public record LeftOut(String described, Set<String> fields, Set<String> filters) {

  /** The ALPN name by which a stock Istio's proxies tell each other about themselves. */
  private static final String METADATA_EXCHANGE = "istio-peer-exchange";

  private static final Set<String> NONE = Set.of();

  /** All of them. */
  public static final List<LeftOut> ALL =
      List.of(
          new LeftOut(
              "access logs, traces, request ids, and the names and filters of statistics",
              Set.of(
                  "access_log",
                  "alt_stat_name",
                  "decorator",
                  "request_id_extension",
                  "stat_prefix",
                  "trace_sampled",
                  "tracing"),
              Set.of("envoy.filters.http.grpc_stats")),
          new LeftOut(
              "Istio's own metadata and filters, such as those of its telemetry",
              Set.of("filter_chain_match_name", "metadata"),
              Set.of("istio.", METADATA_EXCHANGE)),
          new LeftOut(
              "what a proxy does with any HTTP, such as upgrades and headers about itself",
              Set.of(
                  "forward_client_cert_details",
                  "http_protocol_options",
                  "max_direct_response_body_size_bytes",
                  "proxy_100_continue",
                  "server_name",
                  "set_current_client_cert_details",
                  "upgrade_configs",
                  "use_remote_address"),
              Set.of("envoy.filters.http.cors")),
          new LeftOut(
              "how a listener takes connections, and where it sends those that it does not know",
              Set.of(
                  "bind_to_port",
                  "continue_on_listener_filters_timeout",
                  "default_filter_chain",
                  "listener_filters",
                  "max_connections_to_accept_per_socket_event",
                  "traffic_direction",
                  "transport_socket_connect_timeout"),
              NONE),
          new LeftOut("the checks of the proxy itself", Set.of("validate_clusters"), NONE));

  public LeftOut {
    fields = Set.copyOf(fields);
    filters = Set.copyOf(filters);
  }

  static boolean isField(String name) {
    return ALL.stream().anyMatch(each -> each.fields.contains(name));
  }

  /** True if a filter, or an ALPN name, is left out. */
  static boolean isFilter(String name) {
    return ALL.stream()
        .flatMap(each -> each.filters.stream())
        .anyMatch(filter -> filter.endsWith(".") ? name.startsWith(filter) : name.equals(filter));
  }
}
