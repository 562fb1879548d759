package dev.meshlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.interop.Empty;
import dev.meshlab.interop.XdsUpdateHealthServiceGrpc;
import dev.meshlab.v1.CreateRequest;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.Ledger;
import dev.meshlab.v1.MaintenanceServiceGrpc;
import dev.meshlab.v1.ReadLedgerRequest;
import io.grpc.ManagedChannel;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One server for the tests that leave it running. */
class ServerProcessIT {
  private static final Map<String, String> POD =
      Map.of("POD_UID", "uid-1", "POD_NAME", "server-a", "POD_VERSION", "v1");

  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start(POD);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void saysWhoItIsAndWhereItListens() {
    assertThat(server.text("event")).isEqualTo("started");
    assertThat(server.text("uuid")).isEqualTo("uid-1");
    assertThat(server.text("pod")).isEqualTo("server-a");
    assertThat(server.text("version")).isEqualTo("v1");
    assertThat(
            List.of(
                server.number("port"),
                server.number("maintenancePort"),
                server.number("metricsPort")))
        .doesNotHaveDuplicates()
        .doesNotContain(0);
  }

  @Test
  void showsInItsLedgerWhatAClientHasSeen() {
    EchoServiceGrpc.EchoServiceBlockingStub echo =
        EchoServiceGrpc.newBlockingStub(server.channelTo("port"));
    MaintenanceServiceGrpc.MaintenanceServiceBlockingStub maintenance =
        MaintenanceServiceGrpc.newBlockingStub(server.channelTo("maintenancePort"));
    for (int i = 1; i <= 100; i++) {
      assertThat(echo.echo(EchoRequest.getDefaultInstance()).getServerUuid()).isEqualTo("uid-1");

      Ledger ledger = maintenance.readLedger(ReadLedgerRequest.getDefaultInstance());
      assertThat(ledger.getMethodsOrThrow("meshlab.v1.EchoService/Echo").getEndedOrThrow("OK"))
          .as("ends counted after call %d", i)
          .isEqualTo(i);
    }
  }

  @Test
  void showsMetrics() throws Exception {
    HttpRequest scrape =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/metrics".formatted(server.number("metricsPort"))))
            .build();

    assertThat(HttpClient.newHttpClient().send(scrape, HttpResponse.BodyHandlers.ofString()).body())
        .contains("meshlab_server_info{pod=\"server-a\",uuid=\"uid-1\"");
  }

  @Test
  void turnsItsHealthWhileItServes() {
    XdsUpdateHealthServiceGrpc.XdsUpdateHealthServiceBlockingStub update =
        XdsUpdateHealthServiceGrpc.newBlockingStub(server.channelTo("maintenancePort"));
    ManagedChannel calls = server.channelTo("port");

    update.setNotServing(Empty.getDefaultInstance());
    assertThat(health(calls)).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(create(calls)).as("calls are served all the same").isEqualTo("uid-1");
    update.setServing(Empty.getDefaultInstance());
    assertThat(health(calls)).isEqualTo(ServingStatus.SERVING);
  }

  private static String create(ManagedChannel channel) {
    return EchoServiceGrpc.newBlockingStub(channel)
        .create(CreateRequest.newBuilder().setId("order-1").build())
        .getServerUuid();
  }

  private static ServingStatus health(ManagedChannel channel) {
    return HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.newBuilder().setService(EchoServiceGrpc.SERVICE_NAME).build())
        .getStatus();
  }

  @Test
  void reflectsItsServices() throws Exception {
    assertThat(services(server.channelTo("port")))
        .containsExactlyInAnyOrder(
            "meshlab.v1.EchoService",
            "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection");
    assertThat(services(server.channelTo("maintenancePort")))
        .containsExactlyInAnyOrder(
            "meshlab.v1.FaultService",
            "meshlab.v1.MaintenanceService",
            "grpc.testing.XdsUpdateHealthService",
            "grpc.health.v1.Health",
            "grpc.channelz.v1.Channelz",
            "grpc.reflection.v1.ServerReflection");
  }

  @Test
  void reflectsHealthWithList() throws Exception {
    assertThat(
            reflect(
                    server.channelTo("port"),
                    ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol("grpc.health.v1.Health.List")
                        .build())
                .getFileDescriptorResponse()
                .getFileDescriptorProtoList())
        .hasSize(1);
  }

  private static List<String> services(ManagedChannel channel) throws Exception {
    return reflect(channel, ServerReflectionRequest.newBuilder().setListServices("*").build())
        .getListServicesResponse()
        .getServiceList()
        .stream()
        .map(ServiceResponse::getName)
        .toList();
  }

  private static ServerReflectionResponse reflect(
      ManagedChannel channel, ServerReflectionRequest question) throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> questions =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    questions.onNext(question);
    questions.onCompleted();
    return answer.get(10, TimeUnit.SECONDS);
  }

  @Test
  void showsItsSocketsOverChannelz() {
    assertThat(
            ChannelzGrpc.newBlockingStub(server.channelTo("maintenancePort"))
                .getServers(GetServersRequest.getDefaultInstance())
                .getServerList())
        .as("the one for calls and the one for maintenance")
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--maintenance-port", "--metrics-port"})
  void explainsAPortThatIsTaken(String option) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerProcess second =
            ServerProcess.launch(Map.of(), option, String.valueOf(taken.getLocalPort()))) {
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.output()).isEmpty();
      assertThat(second.errors())
          .startsWith(
              "meshlab-server: %1$s %2$d: cannot listen on 127.0.0.1:%2$d: "
                  .formatted(option, taken.getLocalPort()))
          .endsWith(
              """
              Address already in use; choose a free port (0: any) or another --bind address
              Try 'meshlab-server --help'.""")
          .hasLineCount(2);
    }
  }
}
