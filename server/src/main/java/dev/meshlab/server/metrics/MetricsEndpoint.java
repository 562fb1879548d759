package dev.meshlab.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Shows the metrics over HTTP: {@code /metrics} for Prometheus, {@code /healthz} for a look whether
 * anyone is there. The lab also calls it as any HTTP/1.1 server, which has no page for a call of
 * gRPC.
 */
public final class MetricsEndpoint implements AutoCloseable {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String METRICS = "/metrics";
  private static final Set<String> PATHS = Set.of(METRICS, "/healthz");
  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer http;
  private final Supplier<String> scrape;

  private record Answer(int status, String contentType, String body) {}

  private MetricsEndpoint(HttpServer http, Supplier<String> scrape) {
    this.http = http;
    this.scrape = scrape;
  }

  /**
   * Binds the address and answers from now on.
   *
   * @param scrape the metrics of the moment, in Prometheus' text format
   * @throws IOException when the address cannot be bound
   */
  public static MetricsEndpoint start(InetSocketAddress address, Supplier<String> scrape)
      throws IOException {
    MetricsEndpoint endpoint = new MetricsEndpoint(HttpServer.create(address, 0), scrape);
    endpoint.http.createContext("/", endpoint::answer);
    endpoint.http.start();
    return endpoint;
  }

  public int port() {
    return http.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      // An exchange whose body was never opened resets its connection, and the answer may be lost.
      exchange.getRequestBody();
      Answer answer = answerTo(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answerTo(String method, String path) {
    if (!PATHS.contains(path)) {
      return new Answer(404, TEXT, path + ": not here; try /metrics or /healthz\n");
    }
    if (!method.equals("GET")) {
      return new Answer(405, TEXT, method + ": only GET is answered\n");
    }
    return path.equals(METRICS)
        ? new Answer(200, PROMETHEUS_TEXT, scrape.get())
        : new Answer(200, TEXT, "ok\n");
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
