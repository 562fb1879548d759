package dev.meshlab.lab.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The HTTP API of a Prometheus (prometheus.io, "HTTP API", version 1), behind a Service that the
 * API server leads to. Pods are named {@code namespace/name}, by the labels {@code namespace} and
 * {@code pod} that Istio's sample and the Prometheus Operator give to what they scrape.
 *
 * @param namespace of the Service
 * @param service its name
 * @param port of it
 */
record PrometheusApi(Cluster cluster, String namespace, String service, int port) {

  /** Names of the port in Istio's sample, in the Helm chart, and by the Prometheus Operator. */
  private static final Set<String> PORTS = Set.of("http", "web", "http-web");

  private static final ObjectMapper JSON = new ObjectMapper();

  static PrometheusApi of(Cluster cluster, Service service) {
    return new PrometheusApi(
        cluster,
        service.getMetadata().getNamespace(),
        service.getMetadata().getName(),
        port(service.getSpec().getPorts()));
  }

  private static int port(List<ServicePort> ports) {
    return ports.stream()
        .filter(port -> port.getName() != null && PORTS.contains(port.getName()))
        .findFirst()
        .orElse(ports.get(0))
        .getPort();
  }

  /** The pods that it scrapes, or is about to. */
  Set<String> targets() {
    Set<String> pods = new TreeSet<>();
    get("targets?state=active")
        .path("activeTargets")
        .forEach(target -> pods.add(pod(target.path("labels"))));
    return pods;
  }

  /** The time of its clock, in seconds since 1970. */
  double now() {
    return query("time()").path(1).asDouble();
  }

  /**
   * The value of each pod.
   *
   * @param promql that gives one series for each pair of {@code namespace} and {@code pod}
   */
  Map<String, Double> byPod(String promql) {
    Map<String, Double> values = new TreeMap<>();
    query(promql)
        .forEach(
            series ->
                values.put(pod(series.path("metric")), series.path("value").path(1).asDouble()));
    return values;
  }

  private static String pod(JsonNode labels) {
    return labels.path("namespace").asText() + "/" + labels.path("pod").asText();
  }

  private JsonNode query(String promql) {
    return get("query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8)).path("result");
  }

  private JsonNode get(String request) {
    String path =
        "/api/v1/namespaces/%s/services/%s:%d/proxy/api/v1/%s"
            .formatted(namespace, service, port, request);
    String answer = cluster.ask("ask Prometheus " + this, client -> client.raw(path));
    if (answer == null) {
      throw new ClusterFailed("Prometheus %s does not know %s".formatted(this, path));
    }
    try {
      return JSON.readTree(answer).path("data");
    } catch (JsonProcessingException e) {
      throw new ClusterFailed(
          "what answers at the Service %s is not a Prometheus: it sends no JSON".formatted(this));
    }
  }

  @Override
  public String toString() {
    return namespace + "/" + service;
  }
}
