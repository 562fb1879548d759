package dev.meshlab.lab.cast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.model.ServicePort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortTrafficTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          # declaration                                                    carries
          "name: grpc, port: 50051",                                       GRPC
          "name: grpc-orders, port: 50051",                                GRPC
          "name: grpc-web, port: 8080",                                    GRPC
          "name: http2, port: 80",                                         GRPC
          "name: http2-api, port: 80",                                     GRPC
          "name: api, port: 80, appProtocol: grpc",                        GRPC
          "name: http, port: 80, appProtocol: kubernetes.io/h2c",          GRPC
          "port: 50051",                                                   GRPC
          "name: api, port: 8080",                                         GRPC
          "name: http, port: 80",                                          PLAIN_HTTP
          "name: http-web, port: 80",                                      PLAIN_HTTP
          "name: grpc, port: 80, appProtocol: http",                       PLAIN_HTTP
          "name: ws, port: 80, appProtocol: kubernetes.io/ws",             PLAIN_HTTP
          "name: https, port: 443",                                        TLS
          "name: tls-api, port: 443",                                      TLS
          "name: wss, port: 443, appProtocol: kubernetes.io/wss",          TLS
          "name: tcp, port: 9000",                                         BYTES
          "name: mongo, port: 9000",                                       BYTES
          "name: redis, port: 9000",                                       BYTES
          "name: mysql, port: 9000",                                       BYTES
          "name: api, port: 25",                                           BYTES
          "name: dns, port: 53, protocol: UDP",                            UDP
          "name: grpc, port: 50051, protocol: UDP",                        UDP
          """)
  void isWhatThePortIsDeclaredForAsIstioReadsIt(String declared, PortTraffic traffic) {
    assertThat(PortTraffic.by(Meshes.port(declared))).isEqualTo(traffic);
  }

  @ParameterizedTest
  @CsvSource({
    "1433,  SQL Server",
    "1521,  Oracle",
    "2181,  ZooKeeper",
    "3306,  MySQL",
    "4222,  NATS",
    "5432,  PostgreSQL",
    "5672,  AMQP",
    "6379,  Redis",
    "8883,  MQTT",
    "9042,  Cassandra",
    "9092,  Kafka",
    "9200,  Elasticsearch",
    "11211, Memcached",
    "27017, MongoDB"
  })
  void isBytesAtAPortThatIsKnownForSomethingElseUnlessItIsDeclaredForGrpc(
      int number, String product) {
    ServicePort undeclared = Meshes.port("name: main, port: " + number);
    ServicePort declared = Meshes.port("name: grpc, port: " + number);

    assertThat(PortTraffic.by(undeclared)).isEqualTo(PortTraffic.BYTES);
    assertThat(PortTraffic.BYTES.words(undeclared))
        .isEqualTo("TCP, whose bytes a sidecar only passes on (%s's port)".formatted(product));
    assertThat(PortTraffic.by(declared)).isEqualTo(PortTraffic.GRPC);
  }

  @ParameterizedTest
  @CsvSource({
    "'name: tcp, port: 9000',       'TCP, whose bytes a sidecar only passes on'",
    "'name: http, port: 5432',      'plain HTTP, which the lab''s gRPC client does not speak'",
    "'name: https, port: 443',      'TLS that the caller opens, which the lab''s client does not'",
    "'port: 53, protocol: UDP',     'UDP, which no mesh carries'"
  })
  void saysWhatItIsInsteadOfGrpc(String declared, String words) {
    ServicePort port = Meshes.port(declared);

    assertThat(PortTraffic.by(port).words(port)).isEqualTo(words);
  }
}
