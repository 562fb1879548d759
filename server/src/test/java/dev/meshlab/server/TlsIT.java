package dev.meshlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.tls.Certificates;
import dev.meshlab.tls.TestAuthority;
import dev.meshlab.tls.TlsFiles;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoServiceGrpc;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server with certificates. */
@Timeout(120)
class TlsIT {

  private static final TestAuthority AUTHORITY = new TestAuthority("ca");

  @TempDir private Path folder;

  private ServerProcess start() throws Exception {
    TlsFiles own = AUTHORITY.issue("localhost").in(folder, "server");
    return ServerProcess.start(
        Map.of(
            "POD_UID", "uid-1",
            "MESHLAB_CERT", String.valueOf(own.cert()),
            "MESHLAB_KEY", String.valueOf(own.key()),
            "MESHLAB_CACERT", String.valueOf(AUTHORITY.certificateIn(folder, "ca.crt")),
            "MESHLAB_SHUTDOWN_DELAY", "0s"));
  }

  @Test
  void servesCallsWithMutualTls() throws Exception {
    TlsFiles own = AUTHORITY.issue("client").in(folder, "client");
    TlsFiles files =
        new TlsFiles(own.cert(), own.key(), AUTHORITY.certificateIn(folder, "servers.crt"));
    try (ServerProcess server = start();
        Certificates client = Certificates.open(files)) {
      ManagedChannel channel =
          Grpc.newChannelBuilder("localhost:" + server.number("port"), client.ofClient()).build();

      assertThat(
              EchoServiceGrpc.newBlockingStub(channel)
                  .echo(EchoRequest.getDefaultInstance())
                  .getServerUuid())
          .isEqualTo("uid-1");
      channel.shutdownNow();
    }
  }

  /** A kubelet's probe of gRPC speaks plain text only. */
  @Test
  void answersHealthInPlainTextOnItsMaintenancePort() throws Exception {
    try (ServerProcess server = start()) {
      assertThat(
              HealthGrpc.newBlockingStub(server.channelTo("maintenancePort"))
                  .check(
                      HealthCheckRequest.newBuilder()
                          .setService(EchoServiceGrpc.SERVICE_NAME)
                          .build())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void logsAClientOfPlainTextInOneLine() throws Exception {
    try (ServerProcess server = start()) {
      ManagedChannel plain = server.channelTo("port");
      assertThatThrownBy(
              () -> EchoServiceGrpc.newBlockingStub(plain).echo(EchoRequest.getDefaultInstance()))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageStartingWith("UNAVAILABLE");
      server.terminate();

      assertThat(server.exitCode()).isZero();
      assertThat(server.errors())
          .containsOnlyOnce(
              "Z INFO FailedConnections: a client speaks plain text to this port, which speaks TLS");
    }
  }
}
