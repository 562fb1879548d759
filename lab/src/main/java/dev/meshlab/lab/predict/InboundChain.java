package dev.meshlab.lab.predict;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A filter chain before a pod. */
record InboundChain(FilterChain chain) {

  private static final String TLS = "tls";
  private static final String PLAIN = "raw_buffer";
  private static final String SEEN_AS_HTTP2 = "h2c";

  /**
   * The chain that a connection takes: by the transport, then by the first of the caller's
   * protocols that some chain names, else the one that names none (Envoy's FilterChainMatch). A
   * listener whose chains ask for no TLS does not look for it.
   */
  static Optional<InboundChain> of(Listener listener, Caller caller) {
    boolean looks =
        listener.getFilterChainsList().stream().anyMatch(chain -> transport(chain).equals(TLS));
    String transport = caller.tls().isPresent() && looks ? TLS : PLAIN;
    if (caller.tls().isPresent() && !looks) {
      return Optional.empty(); // nothing understands its first bytes
    }
    List<FilterChain> fitting =
        listener.getFilterChainsList().stream()
            .filter(chain -> transport(chain).equals(transport))
            .toList();
    List<String> offered = caller.tls().isPresent() ? caller.alpn() : List.of(SEEN_AS_HTTP2);
    return offered.stream()
        .flatMap(name -> fitting.stream().filter(chain -> protocols(chain).contains(name)))
        .findFirst()
        .or(() -> fitting.stream().filter(chain -> protocols(chain).isEmpty()).findFirst())
        .map(InboundChain::new);
  }

  private static String transport(FilterChain chain) {
    return chain.getFilterChainMatch().getTransportProtocol();
  }

  private static List<String> protocols(FilterChain chain) {
    return chain.getFilterChainMatch().getApplicationProtocolsList();
  }

  boolean endsTls() {
    return chain.hasTransportSocket();
  }

  /** The names of which a caller's certificate must have one. */
  @SuppressWarnings("deprecation")
  List<StringMatcher> trusted() {
    return unpack(chain.getTransportSocket().getTypedConfig(), DownstreamTlsContext.class)
        .getCommonTlsContext()
        .getCombinedValidationContext()
        .getDefaultValidationContext()
        .getMatchSubjectAltNamesList();
  }

  /** The names that a caller wants to see, by the older of Envoy's two fields, as Istio does it. */
  @SuppressWarnings("deprecation")
  static List<String> exactNames(CommonTlsContext tls) {
    return tls
        .getCombinedValidationContext()
        .getDefaultValidationContext()
        .getMatchSubjectAltNamesList()
        .stream()
        .map(StringMatcher::getExact)
        .toList();
  }

  /** The rules by which it lets callers and calls pass. */
  AccessRules access() {
    Stream<Any> network = chain.getFiltersList().stream().map(Filter::getTypedConfig);
    Stream<Any> http =
        http().stream()
            .flatMap(manager -> manager.getHttpFiltersList().stream())
            .map(HttpFilter::getTypedConfig);
    return AccessRules.of(Stream.concat(network, http).toList());
  }

  /** True if requests are forwarded, and not bytes. */
  boolean carriesRequests() {
    return http().isPresent();
  }

  /** Whoever speaks to the pod itself: this proxy, or, where it passes bytes on, its caller. */
  Caller beforePod(Caller caller) {
    return carriesRequests() ? Caller.PROXY : caller;
  }

  /** True if a call of this caller reaches the pod in HTTP/2. */
  boolean isHttp2(Cluster cluster, Caller caller) {
    if (http().isEmpty()) {
      return caller.http2(); // bytes are passed on as they are
    }
    return UpstreamProtocol.isHttp2(cluster, caller.http2());
  }

  private Optional<HttpConnectionManager> http() {
    return chain.getFiltersList().stream()
        .map(Filter::getTypedConfig)
        .filter(config -> config.is(HttpConnectionManager.class))
        .map(config -> unpack(config, HttpConnectionManager.class))
        .findFirst();
  }

  private static <T extends Message> T unpack(Any config, Class<T> type) {
    try {
      return config.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a filter chain holds a broken " + type, e);
    }
  }
}
