package dev.meshlab.mesh.translate.listener;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.core.v3.CidrRange;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import java.util.List;
import java.util.Set;

/**
 * A filter chain and what a connection must be to take it.
 *
 * @param sniffed whether only connections are meant that turn out to be plain HTTP
 * @param serverNames the names that a TLS client may ask for; empty for all
 * @param subnets the destinations, as {@code address/bits}; empty for all
 */
public record FilterChainSpec(
    boolean sniffed, List<String> serverNames, List<String> subnets, List<Filter> filters) {

  private static final String HTTP = "envoy.filters.network.http_connection_manager";

  static FilterChainSpec ofAny(List<Filter> filters) {
    return new FilterChainSpec(false, List.of(), List.of(), filters);
  }

  static FilterChainSpec ofPlainHttp(List<Filter> filters) {
    return new FilterChainSpec(true, List.of(), List.of(), filters);
  }

  boolean matchesAll() {
    return !sniffed && subnets.isEmpty() && (serverNames.isEmpty() || serverNames.contains("*"));
  }

  /** True if it takes requests, and not bytes. */
  boolean isHttp() {
    return filters.get(0).getName().equals(HTTP);
  }

  /** Envoy takes no two chains for the same connections. */
  boolean conflictsWith(FilterChainSpec other) {
    return sniffed == other.sniffed
        && named().equals(other.named())
        && Set.copyOf(subnets).equals(Set.copyOf(other.subnets));
  }

  private Set<String> named() {
    return serverNames.contains("*") ? Set.of() : Set.copyOf(serverNames);
  }

  FilterChain proto() {
    FilterChain.Builder chain =
        FilterChain.newBuilder()
            .addAllFilters(filters)
            .setTransportSocketConnectTimeout(Durations.fromSeconds(15));
    return matchesAll() ? chain.build() : chain.setFilterChainMatch(match()).build();
  }

  private FilterChainMatch match() {
    FilterChainMatch.Builder match = FilterChainMatch.newBuilder();
    if (sniffed) { // what the HTTP inspector reports for HTTP/1.1 and for HTTP/2 without TLS
      match
          .setTransportProtocol("raw_buffer")
          .addApplicationProtocols("http/1.1")
          .addApplicationProtocols("h2c");
    }
    named().stream().sorted().forEach(match::addServerNames);
    subnets.stream().sorted().map(FilterChainSpec::range).forEach(match::addPrefixRanges);
    return match.build();
  }

  /** An address without bits is a single one. */
  private static CidrRange range(String subnet) {
    int slash = subnet.indexOf('/');
    String address = slash < 0 ? subnet : subnet.substring(0, slash);
    int all = address.contains(":") ? 128 : 32;
    int bits = slash < 0 ? all : Integer.parseInt(subnet.substring(slash + 1));
    return CidrRange.newBuilder()
        .setAddressPrefix(address)
        .setPrefixLen(UInt32Value.of(bits))
        .build();
  }

  public static Filter filter(String name, Message config) {
    return Filter.newBuilder()
        .setName("envoy.filters.network." + name)
        .setTypedConfig(Any.pack(config))
        .build();
  }
}
