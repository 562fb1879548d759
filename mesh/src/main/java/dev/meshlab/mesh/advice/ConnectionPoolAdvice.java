package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import java.util.ArrayList;
import java.util.List;

/** Limits of a connection pool that limit something else. Istio takes 0 for no limit. */
final class ConnectionPoolAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Policy policy : context.policies()) {
      if (!policy.services().isEmpty() && policy.ports().findAny().isEmpty()) {
        continue; // it is for no port, which other advice says
      }
      Fields pool = policy.fields().below("connectionPool");
      Fields http = pool.below("http");
      boolean breaks =
          http.integer("maxRequestsPerConnection", 0) == 1
              && limits(pool.below("tcp"), "maxConnections");
      if (breaks) {
        breaker(pool, advice);
      } else {
        perConnection(http, advice);
        connections(policy, pool, advice);
      }
      maxRetries(policy, http, advice);
      concurrentStreams(policy, http, advice);
      perProxy(http, advice);
    }
    return advice;
  }

  private static void perConnection(Fields http, List<Diagnostic> advice) {
    if (http.integer("maxRequestsPerConnection", 0) == 1) {
      advice.add(
          http.diagnostic(
              DiagnosticId.ONE_REQUEST_PER_CONNECTION,
              "maxRequestsPerConnection",
              "opens a connection for every request; requests are balanced one by one already, so"
                  + " it costs latency and improves nothing",
              Block.of("http", RewrittenFields.copyOf(http).without("maxRequestsPerConnection"))));
    }
  }

  /** The rule of Istio's task on circuit breaking: both fields together limit requests. */
  private static void breaker(Fields pool, List<Diagnostic> advice) {
    Fields http = pool.below("http");
    RewrittenFields fixed = RewrittenFields.copyOf(http).without("maxRequestsPerConnection");
    if (!http.has("http2MaxRequests")) {
      fixed.put("http2MaxRequests", pool.below("tcp").integer("maxConnections", 0));
    }
    advice.add(
        http.diagnostic(
            DiagnosticId.ONE_REQUEST_PER_CONNECTION,
            "maxRequestsPerConnection",
            "opens a connection for every request, so that maxConnections limits the requests in"
                + " flight; http2MaxRequests limits them without that latency",
            Block.of("http", fixed)));
  }

  private static void maxRetries(Policy policy, Fields http, List<Diagnostic> advice) {
    if (limits(http, "maxRetries") && !policy.inForce("retryBudget")) {
      String message =
          ("does not limit attempts: it allows %s retries in flight at a time over all pods, where"
                  + " Istio's default sets no limit; more fail with UO")
              .formatted(http.string("maxRetries", ""));
      advice.add(
          http.diagnostic(
              DiagnosticId.MAX_RETRIES_LOWERS,
              "maxRetries",
              message,
              "# how often a call is tried again is retries.attempts of a VirtualService's route\n"
                  + Block.of("http", RewrittenFields.copyOf(http).without("maxRetries"))));
    }
  }

  private static void concurrentStreams(Policy policy, Fields http, List<Diagnostic> advice) {
    if (limits(http, "maxConcurrentStreams")) {
      boolean upgraded = http.string("h2UpgradePolicy", "").equals("UPGRADE");
      boolean applied =
          policy.services().isEmpty()
              || policy
                  .ports()
                  .map(port -> port.protocol())
                  .anyMatch(p -> p.isHttp2() || (upgraded && !p.isSniffed()));
      String message =
          applied
              ? "limits streams of one connection, and the proxy opens more connections: it does"
                  + " not protect the server"
              : "is ignored where the port is not declared as grpc or http2";
      RewrittenFields fixed = RewrittenFields.copyOf(http).without("maxConcurrentStreams");
      if (!http.has("http2MaxRequests")) {
        fixed.put("http2MaxRequests", 1000);
      }
      advice.add(
          http.diagnostic(
              DiagnosticId.MAX_CONCURRENT_STREAMS,
              "maxConcurrentStreams",
              message,
              Block.of("http", fixed)));
    }
  }

  /** Envoy counts for each of its clusters; the counts of several proxies are not added up. */
  private static void perProxy(Fields http, List<Diagnostic> advice) {
    if (limits(http, "http2MaxRequests")) {
      String message =
          "limits the requests in flight twice: each client's proxy counts its own to all pods"
              + " together, and each pod's sidecar counts those of all callers; requests beyond"
              + " either limit fail with UNAVAILABLE and UO";
      advice.add(
          http.diagnostic(
              DiagnosticId.LIMIT_PER_PROXY,
              "http2MaxRequests",
              message,
              "# no more than one pod takes at once, and no less than one client sends to all"));
    }
  }

  private static void connections(Policy policy, Fields pool, List<Diagnostic> advice) {
    Fields tcp = pool.below("tcp");
    boolean shared = policy.ports().anyMatch(port -> port.protocol().isHttp2());
    if (limits(tcp, "maxConnections") && shared) {
      String message =
          "counts the connections of this client's proxy to all pods together; an HTTP/2 connection"
              + " carries many requests, and each pod gets at least one in spite of the limit: it"
              + " limits no requests";
      RewrittenFields http = RewrittenFields.copyOf(pool.below("http"));
      if (!pool.below("http").has("http2MaxRequests")) {
        http.put("http2MaxRequests", 100);
      }
      RewrittenFields fixed =
          RewrittenFields.copyOf(pool)
              .put("tcp", RewrittenFields.copyOf(tcp).without("maxConnections"))
              .put("http", http);
      advice.add(
          tcp.diagnostic(
              DiagnosticId.CONNECTIONS_NOT_REQUESTS,
              "maxConnections",
              message,
              Block.of("connectionPool", fixed)));
    }
  }

  private static boolean limits(Fields settings, String field) {
    return settings.integer(field).orElse(0L) > 0;
  }
}
