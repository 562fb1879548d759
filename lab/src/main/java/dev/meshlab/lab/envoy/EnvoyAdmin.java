package dev.meshlab.lab.envoy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Envoy's admin interface. Every method asks anew and throws an {@link IOException} when Envoy does
 * not answer. Safe for use from several threads.
 */
public final class EnvoyAdmin {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final long POLL_MILLIS = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;

  private EnvoyAdmin(String address) {
    this.address = address;
  }

  /** That behind a port of this machine. */
  public static EnvoyAdmin at(int port) {
    return new EnvoyAdmin("127.0.0.1:" + port);
  }

  /**
   * @param address {@code host:port}, as Envoy writes it to {@code --admin-address-path}
   */
  static EnvoyAdmin at(String address) throws IOException {
    if (address.isBlank()) {
      throw new IOException("Envoy has not written its admin address yet");
    }
    return new EnvoyAdmin(address.strip());
  }

  /** True if Envoy has had its first answers from the control plane and serves. */
  public boolean live() throws IOException {
    HttpURLConnection connection = connect("/ready");
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }

  /**
   * The number of clusters and listeners that still wait for what they need before they can be
   * used.
   */
  public long warming() throws IOException {
    return stats("^(cluster_manager.warming_clusters|listener_manager.total_listeners_warming)$")
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /**
   * Returns when Envoy is live and nothing is warming.
   *
   * @throws EnvoyFailed after that time
   */
  public void awaitWarm(Duration bound) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!live() || warming() > 0) {
      if (System.nanoTime() > deadline) {
        throw new EnvoyFailed(
            "Envoy still warms %d clusters and listeners after %d ms"
                .formatted(warming(), bound.toMillis()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** True if Envoy has refused something of its control plane since it started. */
  public boolean hasRefused() throws IOException {
    return sum("\\.update_rejected$") > 0;
  }

  /** The port on which each listener really listens, by the listener's name. */
  public Map<String, Integer> listenerPorts() throws IOException {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (JsonNode listener : json("/listeners?format=json").path("listener_statuses")) {
      JsonNode socket = listener.path("local_address").path("socket_address");
      ports.put(listener.path("name").asText(), socket.path("port_value").asInt());
    }
    return ports;
  }

  /** The counters of every endpoint of every cluster; an address may be in several clusters. */
  public List<EndpointCounters> endpoints() throws IOException {
    List<EndpointCounters> endpoints = new ArrayList<>();
    for (JsonNode cluster : json("/clusters?format=json").path("cluster_statuses")) {
      String name = cluster.path("name").asText();
      cluster.path("host_statuses").forEach(host -> endpoints.add(counters(name, host)));
    }
    return endpoints;
  }

  private static EndpointCounters counters(String cluster, JsonNode host) {
    JsonNode socket = host.path("address").path("socket_address");
    Map<String, Long> stats = new HashMap<>();
    // A counter at zero has no value, and another is a number in quotes.
    host.path("stats").forEach(s -> stats.put(s.path("name").asText(), s.path("value").asLong()));
    return new EndpointCounters(
        cluster,
        socket.path("address").asText(),
        socket.path("port_value").asInt(),
        stats.getOrDefault("rq_total", 0L),
        stats.getOrDefault("rq_success", 0L),
        stats.getOrDefault("rq_error", 0L),
        stats.getOrDefault("cx_total", 0L),
        stats.getOrDefault("rq_active", 0L),
        host.path("health_status").path("failed_outlier_check").asBoolean());
  }

  /** The number of attempts of requests that were made again, over all clusters. */
  public long retries() throws IOException {
    return sum("^cluster\\..*\\.upstream_rq_retry$");
  }

  /** The number of attempts that were ended because they took too long, over all clusters. */
  public long timeouts() throws IOException {
    return sum("^cluster\\..*\\.upstream_rq_(per_try_)?timeout$");
  }

  /**
   * The number of attempts that circuit breakers refused, over all clusters: those beyond
   * max_requests (active) and those beyond max_pending_requests (Envoy, cluster_stats.rst).
   */
  public long overflows() throws IOException {
    return sum("^cluster\\..*\\.upstream_rq_(active|pending)_overflow$");
  }

  /** The number of requests that have ended, however they did, over all listeners but its own. */
  public long completed() throws IOException {
    return stats("^http\\..*\\.downstream_rq_completed$").entrySet().stream()
        .filter(stat -> !stat.getKey().startsWith("http.admin."))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long sum(String filter) throws IOException {
    return stats(filter).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The number of connections that clients have opened to all listeners together. */
  public long downstreamConnections() throws IOException {
    return stats("^listener\\..*\\.downstream_cx_total$").entrySet().stream()
        .filter(stat -> !stat.getKey().startsWith("listener.admin."))
        .filter(stat -> !stat.getKey().contains(".worker_"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Counters and gauges whose name matches a regular expression in RE2's syntax. */
  public Map<String, Long> stats(String filter) throws IOException {
    String query = URLEncoder.encode(filter, StandardCharsets.UTF_8);
    Map<String, Long> stats = new LinkedHashMap<>();
    for (JsonNode stat : json("/stats?format=json&filter=" + query).path("stats")) {
      // Histograms come in one entry of another shape.
      if (stat.path("value").isIntegralNumber()) {
        stats.put(stat.path("name").asText(), stat.path("value").asLong());
      }
    }
    return stats;
  }

  /** The configuration that it has been sent, endpoints included. */
  public ConfigDump configDump() throws IOException {
    return new ConfigDump(json("/config_dump?include_eds"));
  }

  private JsonNode json(String path) throws IOException {
    try (InputStream body = connect(path).getInputStream()) {
      return JSON.readTree(body);
    }
  }

  /** A fifth of the cold start of {@code java.net.http}, which sets up TLS first. */
  private HttpURLConnection connect(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://" + address + path).toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    return connection;
  }
}
