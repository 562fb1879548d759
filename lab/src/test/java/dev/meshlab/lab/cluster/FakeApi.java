package dev.meshlab.lab.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An API server that has some objects, and notes what it is asked for. */
final class FakeApi implements AutoCloseable {

  private static final String NOT_FOUND =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404,
       "message": "not found"}
      """;

  private final HttpServer server;
  private final Map<String, String> objects = new ConcurrentHashMap<>();
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** The last body of each kind of request. */
  final Map<String, String> bodies = new ConcurrentHashMap<>();

  FakeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * @param path also with the method before it, or with the query after it, not encoded
   */
  FakeApi with(String path, String json) {
    objects.put(path, json);
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Cluster cluster() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(url())
            .withRequestRetryBackoffLimit(0)
            .build();
    return new Cluster(new KubernetesClientBuilder().withConfig(config).build());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    bodies.put(
        exchange.getRequestMethod() + " " + path,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String found =
        Stream.of(
                path + "?" + query(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestMethod() + " " + path,
                path)
            .map(objects::get)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    byte[] body = (found == null ? NOT_FOUND : found).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(found == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String query(@Nullable String encoded) {
    return encoded == null ? "" : URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
