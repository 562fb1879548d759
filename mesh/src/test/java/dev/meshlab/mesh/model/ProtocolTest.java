package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTest {

  @ParameterizedTest
  @CsvSource({
    "grpc, GRPC",
    "grpc-api, GRPC",
    "GRPC-api, GRPC",
    "grpcapi, UNSUPPORTED",
    "grpcs, UNSUPPORTED",
    "grpc-web, GRPC_WEB",
    "grpc-webby, GRPC_WEB",
    "http, HTTP",
    "http2, HTTP2",
    "http2-web, HTTP2",
    "h2, UNSUPPORTED",
    "h2c, UNSUPPORTED",
    "https, HTTPS",
    "tls-x, TLS",
    "tcp-grpc, TCP",
    "mongo, MONGO",
    "redis, REDIS",
    "mysql, MYSQL",
    "api-port, UNSUPPORTED",
    "api-grpc, UNSUPPORTED",
    "'', UNSUPPORTED"
  })
  void readsThePrefixOfThePortName(String name, Protocol protocol) {
    assertThat(Protocol.of(50051, name, "TCP", null)).isEqualTo(protocol);
  }

  @ParameterizedTest
  @CsvSource({
    "grpc, GRPC",
    "kubernetes.io/h2c, HTTP2",
    "kubernetes.io/ws, HTTP",
    "kubernetes.io/wss, HTTPS",
    "http2, HTTP2",
    "h2, UNSUPPORTED",
    "h2c, UNSUPPORTED",
    "tcp, TCP"
  })
  void takesAppProtocolAloneWhenItIsGiven(String appProtocol, Protocol protocol) {
    assertThat(Protocol.of(50051, "grpc-good", "TCP", appProtocol)).isEqualTo(protocol);
  }

  @ParameterizedTest
  @CsvSource({"25", "53", "3306", "27017"})
  void neverSniffsServerFirstPorts(int port) {
    assertThat(Protocol.of(port, "api", "TCP", null)).isEqualTo(Protocol.TCP);
  }

  @Test
  void leavesUdpAlone() {
    assertThat(Protocol.of(53, "grpc", "UDP", "grpc")).isEqualTo(Protocol.UDP);
  }

  @ParameterizedTest
  @CsvSource({
    "GRPC, true, true, false, false",
    "GRPC_WEB, true, true, false, false",
    "HTTP2, true, true, false, false",
    "HTTP, true, false, false, false",
    "UNSUPPORTED, false, false, true, false",
    "TCP, false, false, false, true",
    "HTTPS, false, false, false, true",
    "REDIS, false, false, false, true",
    "UDP, false, false, false, false"
  })
  void fallsIntoOneClass(
      Protocol protocol, boolean http, boolean http2, boolean sniffed, boolean opaque) {
    assertThat(protocol.isHttp()).isEqualTo(http);
    assertThat(protocol.isHttp2()).isEqualTo(http2);
    assertThat(protocol.isSniffed()).isEqualTo(sniffed);
    assertThat(protocol.isOpaque()).isEqualTo(opaque);
  }
}
