package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrometheusTest {

  private static final String SERVICE =
      """
      {"metadata": {"name": "%s", "namespace": "istio-system"},
       "spec": {"ports": [{"name": "grpc", "port": 1}, {"name": "http", "port": 9090}]}}
      """;
  private static final String API =
      "/api/v1/namespaces/istio-system/services/%s:9090/proxy/api/v1/";
  private static final String UP = "query?query=min by (namespace, pod) (timestamp(up))";
  private static final String COUNT =
      "query?query=max by (namespace, pod) (sum by (namespace, pod, job, instance) (calls))";
  private static final Set<String> PODS = Set.of("shop/a", "shop/b");

  private FakeApi api;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApi();
    cluster = api.cluster();
  }

  @AfterEach
  void stop() {
    cluster.close();
    api.close();
  }

  private void services(String... names) {
    StringBuilder items = new StringBuilder();
    for (String name : names) {
      items.append(items.isEmpty() ? "" : ",").append(SERVICE.formatted(name));
    }
    api.with(
        "/api/v1/services",
        "{\"kind\": \"ServiceList\", \"apiVersion\": \"v1\", \"items\": [%s]}".formatted(items));
  }

  private void answer(String service, String request, String data) {
    api.with(
        API.formatted(service) + request,
        "{\"status\": \"success\", \"data\": %s}".formatted(data));
  }

  private void targets(String service, String pod) {
    answer(
        service,
        "targets?state=active",
        "{\"activeTargets\": [{\"labels\": {\"namespace\": \"shop\", \"pod\": \"%s\"}}]}"
            .formatted(pod));
  }

  private void vector(String request, Map<String, Integer> valueByPod) {
    StringBuilder series = new StringBuilder();
    valueByPod.forEach(
        (pod, value) ->
            series
                .append(series.isEmpty() ? "" : ",")
                .append(
                    """
                    {"metric": {"namespace": "shop", "pod": "%s"}, "value": [0, "%d"]}
                    """
                        .formatted(pod, value)));
    answer("p", request, "{\"result\": [%s]}".formatted(series));
  }

  private Optional<Prometheus> found() throws InterruptedException {
    return Prometheus.scraping(cluster, PODS, Waiting.patient(), Duration.ZERO);
  }

  private Prometheus scraping(Waiting waiting) throws InterruptedException {
    services("p");
    targets("p", "a");
    answer("p", "query?query=time()", "{\"result\": [0, \"100\"]}");
    return Prometheus.scraping(cluster, PODS, waiting).orElseThrow();
  }

  @Test
  void isTheOneThatScrapesThePods() throws InterruptedException {
    services("other", "p");
    targets("other", "z");
    targets("p", "b");

    assertThat(found()).map(Prometheus::toString).hasValue("istio-system/p");
  }

  @Test
  void isNotFoundWhereNoneIsThere() throws InterruptedException {
    services();

    assertThat(found()).isEmpty();
  }

  @Test
  void isNotFoundWhereNoneScrapesThePods() throws InterruptedException {
    services("other");
    targets("other", "z");

    assertThat(found()).isEmpty();
  }

  @Test
  void countsTheCallsOfThePodsAlone() throws InterruptedException {
    Prometheus prometheus = scraping(Waiting.patient());
    vector(UP, Map.of("a", 101, "b", 102, "z", 1));
    vector(COUNT, Map.of("a", 7, "z", 9));

    assertThat(prometheus.fresh("calls", PODS)).isEqualTo(Map.of("shop/a", 7L));
  }

  @Test
  void isLateWhereItHasNotScrapedAPodSinceItWasAsked() throws InterruptedException {
    Prometheus prometheus = scraping(Waiting.patient());
    vector(UP, Map.of("a", 101, "b", 99));

    assertThatThrownBy(() -> prometheus.fresh("calls", PODS, Duration.ZERO))
        .isInstanceOf(ClusterFailed.class)
        .hasMessageStartingWith("Prometheus istio-system/p has not scraped shop/b for 0 s");
  }

  @Test
  void isNotWaitedForWhereTheUserEndsTheRun() throws InterruptedException {
    Prometheus prometheus = scraping(new Waiting(CompletableFuture.completedFuture(null)));
    vector(UP, Map.of());

    assertThatThrownBy(() -> prometheus.fresh("calls", PODS))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void isNamedWhereItsServiceIsOfAnotherProgram() {
    services("p");
    api.with(API.formatted("p") + "targets?state=active", "<html>");

    assertThatThrownBy(this::found)
        .isInstanceOf(ClusterFailed.class)
        .hasMessageContaining("the Service istio-system/p is not a Prometheus");
  }
}
