package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

  private static final Keys KEYS = new Keys("x-user-id", 3);

  @ParameterizedTest(name = "call {0} over {1} connections has key {2}")
  @CsvSource({"0, 1, 0", "1, 1, 1", "3, 1, 0", "0, 2, 0", "1, 2, 0", "2, 2, 1", "6, 2, 0"})
  void areTakenInTurnByAllConnectionsAlike(long call, int connections, int key) {
    assertThat(KEYS.of(call, connections)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4"})
  void reachEveryConnection(int connections) {
    assertThat(
            LongStream.range(0, 3L * connections)
                .mapToObj(call -> KEYS.of(call, connections) + " " + call % connections)
                .distinct())
        .hasSize(3 * connections);
  }

  @ParameterizedTest
  @CsvSource({"0, key-1", "2, key-3"})
  void areHeaders(int index, String value) {
    Metadata.Key<String> name = Metadata.Key.of("x-user-id", Metadata.ASCII_STRING_MARSHALLER);
    assertThat(KEYS.headers()[index].get(name)).isEqualTo(value);
  }
}
