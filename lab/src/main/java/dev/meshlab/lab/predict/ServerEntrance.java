package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Denial;
import dev.meshlab.mesh.loopback.GuardedPod;
import dev.meshlab.mesh.loopback.PodSocket;
import dev.meshlab.mesh.model.name.GrpcMethods;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The way into a pod's port, as whoever is before it takes connections and calls in. */
public sealed interface ServerEntrance {

  /** The pod itself, which speaks HTTP/2 in plain text. */
  ServerEntrance BARE = bare(GrpcMethods.ANY);

  /** The pod itself, where it speaks HTTP/1.1 in plain text. */
  ServerEntrance BARE_HTTP1 = new Bare(new Application.Http1());

  /** The pod itself, where it has these methods alone. */
  static ServerEntrance bare(GrpcMethods methods) {
    return new Bare(new Application.Grpc(methods));
  }

  /** The reason why there is no connection to the pod; empty if there is one. */
  Optional<String> refusal(Caller caller);

  /**
   * The answer that a call gets in place of its method's, over a connection that is not refused;
   * empty if it reaches the method.
   */
  Optional<Denial> denial(Caller caller, CallShape call);

  /**
   * True if requests that come in by HTTP/1.1 reach the pod by HTTP/2. Then the pod answers, and
   * HTTP/1.1 loses the trailers in which gRPC says so.
   */
  boolean raisesToHttp2(Caller caller);

  /** The number of calls that may be under way at once; empty where it has no limit. */
  OptionalLong mostAtOnce();

  /** True if the pod answers HTTP/1.1 there, and not gRPC. */
  boolean leadsToHttp1();

  /** True if it depends on the call, and not on the connection alone, who is let in. */
  boolean looksIntoCalls();

  /**
   * The ways in through sidecars.
   *
   * @param resources of one proxy in the place of all sidecars
   * @return by the name of each socket
   */
  static Map<String, ServerEntrance> ofSidecars(Resources resources, List<GuardedPod> pods) {
    Map<String, Cluster> clusters = new HashMap<>();
    resources.clusters().forEach(cluster -> clusters.put(cluster.getName(), cluster));
    Map<String, Listener> listeners = new HashMap<>();
    resources.listeners().forEach(listener -> listeners.put(listener.getName(), listener));
    Map<String, ServerEntrance> entrances = new HashMap<>();
    for (GuardedPod pod : pods) {
      for (PodSocket socket : pod.sockets()) {
        Listener listener = Objects.requireNonNull(listeners.get(socket.name()));
        Cluster cluster = Objects.requireNonNull(clusters.get(socket.name()));
        entrances.put(
            socket.name(),
            new Guarded(
                listener,
                cluster,
                pod.identity(),
                pod.peerRules().getOrDefault(socket.port(), ""),
                Application.at(socket)));
      }
    }
    return entrances;
  }

  /** A pod without a sidecar. */
  record Bare(Application application) implements ServerEntrance {
    @Override
    public Optional<String> refusal(Caller caller) {
      return caller.tls().isPresent()
          ? Optional.of("refused: the pod takes plain text only, and this plane speaks TLS")
          : Optional.empty();
    }

    @Override
    public Optional<Denial> denial(Caller caller, CallShape call) {
      return application.denial(caller, caller.http2(), call);
    }

    @Override
    public boolean raisesToHttp2(Caller caller) {
      return false;
    }

    @Override
    public OptionalLong mostAtOnce() {
      return OptionalLong.empty();
    }

    @Override
    public boolean leadsToHttp1() {
      return application instanceof Application.Http1;
    }

    @Override
    public boolean looksIntoCalls() {
      return false;
    }
  }

  /**
   * A pod behind its sidecar.
   *
   * @param listener takes the connection in
   * @param cluster hands calls to the pod
   * @param identity of the certificate that the listener shows
   * @param peerRule the PeerAuthentication that decides on mutual TLS; empty without one
   * @param application what is behind it
   */
  record Guarded(
      Listener listener, Cluster cluster, String identity, String peerRule, Application application)
      implements ServerEntrance {

    @Override
    public Optional<String> refusal(Caller caller) {
      Optional<InboundChain> chain = InboundChain.of(listener, caller);
      if (chain.isEmpty()) {
        return Optional.of(noChain(caller));
      }
      if (caller.tls().isPresent() && !chain.get().endsTls()) {
        return Optional.of("refused: the pod itself speaks no TLS, and this plane does");
      }
      return unexpected(caller).or(() -> unknown(chain.get(), caller));
    }

    @Override
    public Optional<Denial> denial(Caller caller, CallShape call) {
      return InboundChain.of(listener, caller)
          .flatMap(
              chain ->
                  chain
                      .access()
                      .denial(caller, call)
                      .or(
                          () ->
                              application.denial(
                                  chain.beforePod(caller), chain.isHttp2(cluster, caller), call)));
    }

    @Override
    public boolean raisesToHttp2(Caller caller) {
      return application instanceof Application.Grpc
          && !caller.http2()
          && InboundChain.of(listener, caller)
              .filter(chain -> chain.carriesRequests() && chain.isHttp2(cluster, caller))
              .isPresent();
    }

    @Override
    public OptionalLong mostAtOnce() {
      return CircuitBreakers.mostAtOnce(cluster);
    }

    @Override
    public boolean leadsToHttp1() {
      return application instanceof Application.Http1;
    }

    private String noChain(Caller caller) {
      if (caller.tls().isEmpty()) {
        return "refused: STRICT mutual TLS%s, and this plane speaks plain text"
            .formatted(peerRule.isEmpty() ? "" : " of PeerAuthentication " + peerRule);
      }
      boolean anyTls =
          listener.getFilterChainsList().stream().anyMatch(FilterChain::hasTransportSocket);
      return anyTls
          ? "refused: mutual TLS of the mesh, and this plane speaks other TLS"
          : "refused: the pod takes plain text only, and this plane speaks TLS";
    }

    /** The caller's own doubts about the pod. */
    private Optional<String> unexpected(Caller caller) {
      List<String> expected = caller.tls().map(InboundChain::exactNames).orElse(List.of());
      return expected.isEmpty() || expected.contains(identity)
          ? Optional.empty()
          : Optional.of(
              "refused by the caller: the pod is " + identity + ", expected is " + expected);
    }

    private static Optional<String> unknown(InboundChain chain, Caller caller) {
      if (!chain.endsTls()) {
        return Optional.empty();
      }
      if (caller.identity().isEmpty()) {
        return Optional.of("refused: mutual TLS, and this plane shows no certificate");
      }
      List<StringMatcher> trusted = chain.trusted();
      return trusted.isEmpty()
              || trusted.stream().anyMatch(m -> RouteSelection.matches(m, caller.identity()))
          ? Optional.empty()
          : Optional.of("refused: " + caller.identity() + " is of another trust domain");
    }

    @Override
    public boolean looksIntoCalls() {
      return listener.getFilterChainsList().stream()
          .anyMatch(chain -> !new InboundChain(chain).access().isOpen());
    }
  }
}
