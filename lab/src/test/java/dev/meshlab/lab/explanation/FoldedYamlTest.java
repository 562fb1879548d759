package dev.meshlab.lab.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class FoldedYamlTest {

  private static final int COLUMNS = 38;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: server",
        "retryOn: connect-failure,refused-stream,unavailable,cancelled",
        "  - retryOn: \"connect-failure,refused-stream,unavailable,5xx\"",
        "text: \"one  two   three four  five, six \\\"seven\\\" # eight nine\"",
        "- \"an item alone, which has no field of its own\"",
        "hosts: [\"a.example.com\",\"b.example.com\", \"c # example.com\"]",
        "match: {uri: {exact: /shop.Cart/Add}, method: {exact: POST}}",
        "name: grpc-http-web   # grpc-…, http-… or tcp-…: what it speaks",
        "- name: x   # instead of server.default.svc.cluster.local",
        "# one of v1, v2; or define v3 in the DestinationRule of this host",
        "  # every client must send it; ./meshlab run --metadata x-user=1 does"
      })
  void fitsAndMeansTheSame(String line) {
    List<String> folded = FoldedYaml.of(line, COLUMNS);

    assertThat(folded).allSatisfy(each -> assertThat(each.length()).isLessThanOrEqualTo(COLUMNS));
    assertThat(read(String.join("\n", folded))).isEqualTo(read(line));
  }

  @Test
  void putsACommentThatIsTooLongBelow() {
    assertThat(FoldedYaml.of("  name: grpc   # grpc-…, http-… or tcp-…: what it speaks", COLUMNS))
        .containsExactly("  name: grpc", "  # grpc-…, http-… or tcp-…: what it", "  # speaks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: a-service-of-a-very-long-name.default.svc.cluster.local",
        "number: 123456789012345678901234567890"
      })
  void breaksNoWord(String line) {
    assertThat(read(String.join("\n", FoldedYaml.of(line, COLUMNS)))).isEqualTo(read(line));
    assertThat(FoldedYaml.of(line, COLUMNS)).hasSize(1);
  }

  private static Object read(String yaml) {
    return new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }
}
