package dev.meshlab.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.echo.EchoService;
import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.ManualTimer;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsEndpointTest {
  private static final ServerIdentity SERVER =
      ServerIdentity.newBuilder()
          .setUuid("uid-1")
          .setPod("server-a")
          .setVersion("v1")
          .setZone("eu-1a")
          .build();

  private final Metrics metrics = new Metrics(SERVER);
  private final EchoService echo = new EchoService(SERVER, new ManualTimer());

  @RegisterExtension private final InProcess server = InProcess.serve(echo, metrics.callsOf(echo));

  private MetricsEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    endpoint =
        MetricsEndpoint.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics::scrape);
  }

  @AfterEach
  void stop() {
    endpoint.close();
    metrics.close();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(endpoint.port(), path));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void showsWhoItIsAndWhatItServed() throws Exception {
    EchoServiceGrpc.newBlockingStub(server.channel()).echo(EchoRequest.getDefaultInstance());

    HttpResponse<String> scrape = send("GET", "/metrics");

    assertThat(scrape.statusCode()).isEqualTo(200);
    assertThat(scrape.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(scrape.body().lines())
        .contains(
            "meshlab_server_info{pod=\"server-a\",uuid=\"uid-1\",version=\"v1\",zone=\"eu-1a\",} 1.0",
            "grpc_server_requests_received_messages_total{method=\"Echo\",methodType=\"UNARY\",service=\"meshlab.v1.EchoService\",} 1.0",
            "grpc_server_requests_received_messages_total{method=\"Create\",methodType=\"UNARY\",service=\"meshlab.v1.EchoService\",} 0.0")
        .anyMatch(
            line ->
                line.startsWith("grpc_server_processing_duration_seconds_count{method=\"Echo\"")
                    && line.contains("statusCode=\"OK\"")
                    && line.endsWith(" 1.0"))
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
        .anyMatch(line -> line.startsWith("jvm_threads_live_threads "))
        .anyMatch(line -> line.startsWith("process_uptime_seconds "));
  }

  @Test
  void saysThatItIsThere() throws Exception {
    assertThat(send("GET", "/healthz").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/healthz").body()).isEqualTo("ok\n");
  }

  @Test
  void pointsFromOtherPathsToItsOwn() throws Exception {
    HttpResponse<String> answer = send("GET", "/metrics/more");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("/metrics/more: not here; try /metrics or /healthz\n");
    assertThat(send("POST", "/shop.Cart/Pay").statusCode()).isEqualTo(404);
  }

  @Test
  void answersOnlyGet() throws Exception {
    assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);
  }
}
