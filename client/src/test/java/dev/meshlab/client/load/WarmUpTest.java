package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.FakeServer.Fault;
import dev.meshlab.client.report.Report;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class WarmUpTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);

  @ParameterizedTest
  @EnumSource(CallKind.class)
  void callsUntilEachConnectionHasHeardFromEveryServer(CallKind kind) {
    try (FakeServer server = FakeServer.of("a", "b", "c");
        LoadGenerator generator = generator(Load.builder().kind(kind), server)) {
      assertThat(generator.warmUp(3, AMPLE)).isTrue();
      assertThat(server.calls()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void isNotInTheReport() {
    try (FakeServer server = FakeServer.of("a", "b");
        LoadGenerator generator = generator(Load.builder().calls(10), server)) {
      assertThat(generator.warmUp(2, AMPLE)).isTrue();
      Report report = generator.run(Duration.ofSeconds(1), ignored -> {});
      assertThat(report.calls()).isEqualTo(10);
      assertThat(report.replies()).containsExactlyInAnyOrderEntriesOf(Map.of("a", 5L, "b", 5L));
    }
  }

  @Test
  void hearsFromAServerThatNamesItselfInAFailure() {
    try (FakeServer server = FakeServer.of("a", "b").with(Fault.FAILS_BEFORE_HEADERS, "b");
        LoadGenerator generator = generator(Load.builder(), server)) {
      assertThat(generator.warmUp(2, AMPLE)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CallKind.class,
      names = {"SERVER_STREAM", "CLIENT_STREAM"})
  void sendsOneMessageOverAStream(CallKind kind) {
    List<Integer> messages = new CopyOnWriteArrayList<>();
    FakeEcho echo =
        new FakeEcho() {
          @Override
          IntStream sequence(int asked) {
            messages.add(asked);
            return super.sequence(asked);
          }
        };
    try (FakeServer server = FakeServer.of(echo, "a");
        LoadGenerator generator = generator(Load.builder().kind(kind).messages(1000), server)) {
      assertThat(generator.warmUp(1, AMPLE)).isTrue();
      assertThat(messages).isNotEmpty().containsOnly(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rpc-behavior, sleep-2, sleep-0",
    "RPC-Behavior, keep-open, sleep-0",
    "rpc-behavior, 'hostname=a sleep-2,error-code-14', 'hostname=a sleep-0,error-code-14'",
    "rpc-behavior, 'error-code-14, sleep-1,sleep-12', 'error-code-14, sleep-0,sleep-0'",
    "rpc-behavior, hostname=sleep-2 error-code-8, hostname=sleep-2 error-code-8",
    "x-behavior, sleep-2, sleep-2",
  })
  void asksNoServerToWait(String key, String asked, String sent) {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = generator(Load.builder().metadata(key, asked), server)) {
      assertThat(generator.warmUp(1, AMPLE)).isTrue();
      assertThat(server.received)
          .extracting(
              received -> received.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER)))
          .containsOnly(sent);
    }
  }

  @Test
  void warmsEveryConnection() {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = generator(Load.builder().connections(20), server)) {
      assertThat(generator.warmUp(1, AMPLE)).isTrue();
      assertThat(server.calls()).isEqualTo(20);
    }
  }

  @Test
  void givesUpWhenItsPatiencePasses() {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = generator(Load.builder(), server)) {
      assertThat(generator.warmUp(2, SHORT)).isFalse();
    }
  }

  @Test
  void cancelsACallThatHangsWhenItsPatiencePasses() {
    try (FakeServer server = FakeServer.of("a").with(Fault.NEVER_ANSWERS, "a");
        LoadGenerator generator = generator(Load.builder().connections(3), server)) {
      assertThat(generator.warmUp(1, SHORT)).isFalse();
      assertThat(server.calls()).isEqualTo(3);
    }
  }

  @Test
  void doesNotSpinWhileNoServerIsThere() {
    FakeServer gone = FakeServer.of("a");
    gone.close();
    try (LoadGenerator generator = generator(Load.builder(), gone)) {
      assertThat(generator.warmUp(1, SHORT)).isFalse();
    }
  }

  private static LoadGenerator generator(LoadBuilder load, FakeServer server) {
    return new LoadGenerator(load.build(), server);
  }
}
