package dev.meshlab.lab.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.lab.fleet.PodNotes;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeteredPodsTest {

  private static final String PAGE =
      """
      # TYPE grpc_server_processing_duration_seconds summary
      grpc_server_processing_duration_seconds_count{method="Echo",service="meshlab.v1.EchoService",statusCode="OK"} 40.0
      grpc_server_processing_duration_seconds_count{method="Check",service="grpc.health.v1.Health",statusCode="OK"} 7.0
      """;

  private static final PodLedger LEDGER =
      new PodLedger(41, Map.of("OK", 41L), 41, 41, PodNotes.NONE);

  private HttpServer server;

  @BeforeEach
  void show() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  void haveTheCountsOfTheirPagesBesideThoseOfTheirLedgers() throws InterruptedException {
    PodLedgers pods = new Ledgers(port()).metered(true);

    assertThat(pods.metrics()).hasValue(new PodMetrics(Map.of("u1", 40L), Optional.empty()));
    assertThat(pods.read()).containsEntry("u1", LEDGER);
    assertThat(new Ledgers(port()).metered(false).metrics()).isEmpty();
  }

  @Test
  void haveTheCountsOfAPrometheusThatScrapesThem() throws InterruptedException {
    PodLedgers pods = new MeteredPods(new Ledgers(port()), () -> Optional.of(Map.of("u1", 39L)));

    assertThat(pods.metrics())
        .hasValue(new PodMetrics(Map.of("u1", 40L), Optional.of(Map.of("u1", 39L))));
  }

  @Test
  void areNamedWhereTheirPageIsNotThere() {
    int port = port();
    server.stop(0);
    PodLedgers pods = new Ledgers(port).metered(true);

    assertThatThrownBy(pods::metrics)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("server-1 shows no metrics");
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** The ledgers of one pod, and the port of its page. */
  private record Ledgers(int page) implements PodLedgers {

    @Override
    public Map<String, Integer> metricsPorts() {
      return Map.of("u1", page);
    }

    @Override
    public SortedMap<String, @Nullable PodLedger> read() {
      return new TreeMap<>(Map.of("u1", LEDGER));
    }

    @Override
    public long refused() {
      return 0;
    }

    @Override
    public PodLabels labels() {
      return new PodLabels(Map.of("u1", new PodLabel("server-1", "lab", "v1", "")));
    }

    @Override
    public Set<String> behind(Target target) {
      return Set.of("u1");
    }

    @Override
    public Optional<String> lost() {
      return Optional.empty();
    }
  }
}
