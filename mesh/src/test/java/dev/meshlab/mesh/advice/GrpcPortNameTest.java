package dev.meshlab.mesh.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.advice.context.GrpcPortName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcPortNameTest {

  @ParameterizedTest
  @CsvSource({
    "http, grpc",
    "http-shop, grpc-shop",
    "HTTP-shop, grpc-shop",
    "tcp, grpc",
    "tls-shop, grpc-shop",
    "http-grpc, grpc",
    "shop, grpc-shop",
    "'', grpc",
    "http-web, grpc-http-web",
    "tcp-webshop, grpc-tcp-webshop"
  })
  void keepsWhatTheNameSaysBesideItsProtocol(String name, String declared) {
    assertThat(GrpcPortName.of(name)).isEqualTo(declared);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http-web", "http-Web", "tcp-web-api", "web", "https-website"})
  void isNeverThatOfGrpcWeb(String name) {
    assertThat(GrpcPortName.of(name)).matches("grpc(-.*)?").doesNotMatch("(?i)grpc-web.*");
  }
}
