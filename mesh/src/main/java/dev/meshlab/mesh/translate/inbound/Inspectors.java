package dev.meshlab.mesh.translate.inbound;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilterChainMatchPredicate;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.type.v3.Int32Range;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The listener filters that look at the first bytes of a connection, each only at the ports whose
 * chains ask for it (istio/istio, core/listener_inbound.go populateListenerFilters).
 */
final class Inspectors {

  /** As much as Istio lets Envoy read at first. */
  private static final TlsInspector TLS =
      TlsInspector.newBuilder().setInitialReadBufferSize(UInt32Value.of(512)).build();

  private final List<FilterChain> chains;

  private Inspectors(List<FilterChain> chains) {
    this.chains = chains;
  }

  /** Those that a listener of these chains needs; TLS is looked for before HTTP. */
  static List<ListenerFilter> of(List<FilterChain> chains) {
    Inspectors inspectors = new Inspectors(chains);
    List<ListenerFilter> filters = new ArrayList<>();
    inspectors.add("tls_inspector", TLS, Inspectors::needsTls, filters);
    inspectors.add(
        "http_inspector", HttpInspector.getDefaultInstance(), Inspectors::needsHttp, filters);
    return filters;
  }

  private static boolean needsTls(FilterChainMatch match) {
    return match.getTransportProtocol().equals("tls");
  }

  private static boolean needsHttp(FilterChainMatch match) {
    return match.getApplicationProtocolsList().contains("h2c");
  }

  private void add(
      String name, Message config, Predicate<FilterChainMatch> need, List<ListenerFilter> filters) {
    SortedSet<Integer> all = new TreeSet<>();
    SortedSet<Integer> needing = new TreeSet<>();
    for (FilterChain chain : chains) {
      int port = chain.getFilterChainMatch().getDestinationPort().getValue();
      all.add(port);
      if (need.test(chain.getFilterChainMatch())) {
        needing.add(port);
      }
    }
    if (needing.isEmpty()) {
      return;
    }
    ListenerFilter.Builder filter =
        ListenerFilter.newBuilder()
            .setName("envoy.filters.listener." + name)
            .setTypedConfig(Any.pack(config));
    all.removeAll(needing);
    if (!all.isEmpty()) {
      filter.setFilterDisabled(ports(all));
    }
    filters.add(filter.build());
  }

  private static ListenerFilterChainMatchPredicate ports(SortedSet<Integer> ports) {
    List<ListenerFilterChainMatchPredicate> ranges =
        ports.stream()
            .map(
                port ->
                    ListenerFilterChainMatchPredicate.newBuilder()
                        .setDestinationPortRange(
                            Int32Range.newBuilder().setStart(port).setEnd(port + 1))
                        .build())
            .toList();
    return ranges.size() == 1
        ? ranges.get(0)
        : ListenerFilterChainMatchPredicate.newBuilder()
            .setOrMatch(MatchSet.newBuilder().addAllRules(ranges))
            .build();
  }
}
