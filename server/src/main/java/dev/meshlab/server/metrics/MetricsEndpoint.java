package dev.meshlab.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Shows the metrics over HTTP: {@code /metrics} for Prometheus, {@code /healthz} for a look whether
 * anyone is there.
 */
public final class MetricsEndpoint implements AutoCloseable {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
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
      Answer answer = answerTo(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answerTo(String method, String path) {
    if (!method.equals("GET")) {
      return new Answer(405, TEXT, method + ": only GET is answered\n");
    }
    return switch (path) {
      case "/metrics" -> new Answer(200, PROMETHEUS_TEXT, scrape.get());
      case "/healthz" -> new Answer(200, TEXT, "ok\n");
      default -> new Answer(404, TEXT, path + ": not here; try /metrics or /healthz\n");
    };
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
