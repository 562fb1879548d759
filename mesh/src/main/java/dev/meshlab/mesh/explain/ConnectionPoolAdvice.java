package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Connection pool settings that change nothing, or something else. */
final class ConnectionPoolAdvice implements Adviser {

  private static final Map<String, String> TCP_DEFAULTS = Map.of("connectTimeout", "10s");
  private static final Map<String, String> HTTP_DEFAULTS =
      Map.of("maxRequestsPerConnection", "0", "h2UpgradePolicy", "DEFAULT");
  private static final Map<String, String> KEEPALIVE_DEFAULTS =
      Map.of("time", "7200s", "interval", "75s", "probes", "9");

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Scene.Policy policy : scene.policies()) {
      Fields pool = policy.fields().below("connectionPool");
      Fields http = pool.below("http");
      upgrade(policy, http, advice);
      perConnection(http, advice);
      maxRetries(http, advice);
      concurrentStreams(policy, http, advice);
      perProxy(policy, pool, advice);
      defaults(http, HTTP_DEFAULTS, "Istio's", advice);
      defaults(pool.below("tcp"), TCP_DEFAULTS, "Istio's", advice);
      defaults(pool.below("tcp").below("tcpKeepalive"), KEEPALIVE_DEFAULTS, "Linux's", advice);
    }
    return advice;
  }

  private static void upgrade(Scene.Policy policy, Fields http, List<Advice> advice) {
    boolean declared =
        policy.services().isEmpty() || policy.ports().anyMatch(p -> p.protocol().isHttp2());
    boolean sniffed = policy.ports().anyMatch(port -> port.protocol().isSniffed());
    if (http.string("h2UpgradePolicy", "").equals("UPGRADE") && (declared || sniffed)) {
      String message =
          sniffed && !declared
              ? "has no effect in sidecars: the protocol of this port is guessed for each"
                  + " connection, and only gateways upgrade"
              : "has no effect on a port that is declared as grpc or http2: it is HTTP/2 anyway";
      String fix =
          sniffed && !declared
              ? "ports:           # of the Service\n- name: grpc"
              : "# leave h2UpgradePolicy away";
      advice.add(
          Advice.of("h2-upgrade", http, "h2UpgradePolicy", message, fix, "protocol-selection"));
    }
  }

  private static void perConnection(Fields http, List<Advice> advice) {
    if (http.integer("maxRequestsPerConnection", 0) == 1) {
      advice.add(
          Advice.of(
              "one-request-per-connection",
              http,
              "maxRequestsPerConnection",
              "opens a connection for every request; requests are balanced one by one already, so"
                  + " it costs latency and improves nothing",
              "http:\n  maxRequestsPerConnection: 0   # the default: no limit",
              "connection-pool"));
    }
  }

  private static void maxRetries(Fields http, List<Advice> advice) {
    if (http.has("maxRetries")) {
      String message =
          ("is no number of attempts: it lets only %s retries be under way at once to all pods"
                  + " together, where Istio's default sets no limit; more fail with UO")
              .formatted(http.string("maxRetries", ""));
      advice.add(
          Advice.of(
              "max-retries-lowers",
              http,
              "maxRetries",
              message,
              "retries:         # of a route of the VirtualService\n  attempts: 3",
              "retries"));
    }
  }

  private static void concurrentStreams(Scene.Policy policy, Fields http, List<Advice> advice) {
    if (http.has("maxConcurrentStreams")) {
      boolean declared = policy.ports().map(ServicePort::protocol).anyMatch(p -> p.isHttp2());
      String message =
          declared || policy.services().isEmpty()
              ? "limits streams of one connection, and the proxy opens more connections: it does"
                  + " not protect the server"
              : "is ignored where the port is not declared as grpc or http2";
      advice.add(
          Advice.of(
              "max-concurrent-streams",
              http,
              "maxConcurrentStreams",
              message,
              "http:\n  http2MaxRequests: 1000   # limits the requests of this proxy",
              "connection-pool"));
    }
  }

  /** Envoy counts for each cluster of its own; nobody adds up what several proxies do. */
  private static void perProxy(Scene.Policy policy, Fields pool, List<Advice> advice) {
    Fields http = pool.below("http");
    if (http.has("http2MaxRequests")) {
      String message =
          "counts the requests that this client's proxy has under way to all pods together: each"
              + " client has a limit of its own, and it limits no single pod or connection; more"
              + " fail with UNAVAILABLE and UO";
      String fix =
          "http:\n  http2MaxRequests: 100   # what the pods can take, divided by the clients";
      advice.add(
          Advice.of("limit-per-proxy", http, "http2MaxRequests", message, fix, "circuit-breaker"));
    }
    Fields tcp = pool.below("tcp");
    if (tcp.has("maxConnections") && policy.ports().anyMatch(p -> p.protocol().isHttp2())) {
      String message =
          "counts the connections of this client's proxy to all pods together; an HTTP/2 connection"
              + " carries many requests, and each pod gets at least one in spite of the limit: it"
              + " limits no requests";
      String fix = "http:\n  http2MaxRequests: 100";
      advice.add(
          Advice.of(
              "connections-not-requests", tcp, "maxConnections", message, fix, "circuit-breaker"));
    }
  }

  private static void defaults(
      Fields fields, Map<String, String> defaults, String whose, List<Advice> advice) {
    defaults.forEach(
        (field, value) -> {
          if (fields.string(field, "").equals(value)) {
            String message = value + " is " + whose + " default: it changes nothing";
            String fix = "# leave " + field + " away";
            advice.add(Advice.of("default-value", fields, field, message, fix, "connection-pool"));
          }
        });
  }
}
