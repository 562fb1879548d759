package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.report.Report;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults that no single well-behaved server shows, planted to see that they are seen. */
@Timeout(60)
class StreamFaultsTest {

  @ParameterizedTest
  @EnumSource(
      value = CallKind.class,
      names = {"SERVER_STREAM", "BIDI"})
  void seesAStreamWhoseMessagesComeFromTwoServers(CallKind kind) {
    FakeEcho split =
        new FakeEcho() {
          @Override
          String sender(String uuid, long sequence) {
            return sequence < 3 ? uuid : "other";
          }
        };
    Report report = run(split, kind);
    assertThat(report.splitStreams()).isEqualTo(5);
    assertThat(report.replies()).containsExactlyEntriesOf(Map.of("a", 5L));
    assertThat(report.streamMessages())
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", 15L, "other", 35L));
  }

  @ParameterizedTest(name = "{0} of 10 messages: {1} out of sequence, {2} missing")
  @CsvSource({
    "'0 1 2 3 4 5 6 7 8 9',   0, 0",
    "'0 1 2 4 5 6 7 8 9',     1, 1",
    "'0 1 2 3 4 5 6 7 8',     0, 1",
    "'1 2 3 4 5 6 7 8 9',     1, 1",
    "'0 1 1 2 3 4 5 6 7 8 9', 1, 0",
    "'1 0 2 3 4 5 6 7 8 9',   3, 0",
    "'',                      0, 10",
  })
  void seesLossDuplicationAndReordering(String sent, long outOfSequence, long missing) {
    FakeEcho faulty =
        new FakeEcho() {
          @Override
          IntStream sequence(int messages) {
            return Arrays.stream(sent.split(" "))
                .filter(number -> !number.isEmpty())
                .mapToInt(Integer::parseInt);
          }
        };
    Report report = run(faulty, CallKind.SERVER_STREAM);
    assertThat(report.statuses()).containsExactlyEntriesOf(Map.of("OK", 5L));
    assertThat(report.outOfSequence()).isEqualTo(5 * outOfSequence);
    assertThat(report.missing()).isEqualTo(5 * missing);
  }

  @Test
  void takesTheServersWordForWhatAClientStreamLost() {
    FakeEcho lossy =
        new FakeEcho() {
          @Override
          IntStream sequence(int messages) {
            return IntStream.range(0, messages - 2);
          }
        };
    Report report = run(lossy, CallKind.CLIENT_STREAM);
    assertThat(report.missing()).isEqualTo(10);
    assertThat(report.outOfSequence()).isEqualTo(10);
    assertThat(report.streamMessages()).containsExactlyEntriesOf(Map.of("a", 40L));
  }

  private static Report run(FakeEcho echo, CallKind kind) {
    try (FakeServer server = FakeServer.of(echo, "a");
        LoadGenerator generator =
            new LoadGenerator(Load.builder().kind(kind).calls(5).messages(10).build(), server)) {
      return generator.run(Duration.ofSeconds(1), ignored -> {});
    }
  }
}
