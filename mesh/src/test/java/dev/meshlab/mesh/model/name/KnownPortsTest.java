package dev.meshlab.mesh.model.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPortsTest {

  @ParameterizedTest
  @CsvSource({"5432, PostgreSQL", "9200, Elasticsearch", "8883, MQTT", "1521, Oracle"})
  void namesWhatAPortIsKnownFor(int port, String known) {
    assertThat(KnownPorts.knownFor(port)).hasValue(known);
  }

  /** Kafka UI, ClickHouse and Prometheus have some of these too. */
  @ParameterizedTest
  @ValueSource(ints = {80, 443, 8080, 8443, 9000, 9001, 9090, 9091, 50051})
  void saysNothingOfAPortThatGrpcServersUseToo(int port) {
    assertThat(KnownPorts.knownFor(port)).isEmpty();
  }
}
