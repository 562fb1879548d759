package dev.meshlab.client.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {

  @ParameterizedTest(name = "replies {0}, {1} servers: {2} of {3} bits, {4} effective servers")
  @CsvSource({
    "'',              0, 0,         0,         0",
    "'',              3, 0,         1.5849625, 0",
    "'0 0 0',         3, 0,         1.5849625, 0",
    "'100',           1, 0,         0,         1",
    "'100 0 0',       3, 0,         1.5849625, 1",
    "'100 100',       2, 1,         1,         2",
    "'100 100',       4, 1,         2,         2",
    "'7 7 7',         3, 1.5849625, 1.5849625, 3",
    "'1 1 1 1 1 1 1 1', 8, 3,       3,         8",
    "'75 25',         2, 0.8112781, 1,         1.7547654",
    "'90 10',         2, 0.4689956, 1,         1.3841458",
  })
  void measuresHowEvenlyRepliesSpread(
      String replies, int servers, double bits, double maxBits, double effective) {
    List<Long> counts =
        Arrays.stream(replies.split(" ")).filter(n -> !n.isEmpty()).map(Long::valueOf).toList();
    Spread spread = Spread.of(counts, servers);
    assertThat(spread.entropyBits()).isCloseTo(bits, within(1e-6));
    assertThat(spread.maxEntropyBits()).isCloseTo(maxBits, within(1e-6));
    assertThat(spread.effectiveServers()).isCloseTo(effective, within(1e-6));
  }
}
