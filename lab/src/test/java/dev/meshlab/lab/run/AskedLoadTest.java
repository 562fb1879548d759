package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.CallKind;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadBuilder;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AskedLoadTest {

  @ParameterizedTest
  @MethodSource
  void namesTheFlagsThatMakeADifference(String asked, UnaryOperator<LoadBuilder> load) {
    assertThat(AskedLoad.of(load.apply(Load.builder()).build())).hasToString("{" + asked + "}");
  }

  static Stream<Arguments> namesTheFlagsThatMakeADifference() {
    return Stream.of(
        row("rpc=unary, connections=1, concurrency=8", load -> load),
        row("rpc=unary, calls=30, connections=1, concurrency=8", load -> load.calls(30)),
        row(
            "rpc=unary, duration=1500ms, connections=2, concurrency=8",
            load -> load.duration(Duration.ofMillis(1500)).connections(2)),
        row("rpc=unary, connections=1, rate=0.5", load -> load.rate(0.5).concurrency(9)),
        row("rpc=unary, connections=1, concurrency=8", load -> load.messages(5)),
        row("rpc=create, connections=1, concurrency=8", load -> load.kind(CallKind.CREATE)),
        row(
            "rpc=bidi, connections=1, concurrency=8, messages=5",
            load -> load.kind(CallKind.BIDI).messages(5)),
        row(
            "rpc=server-stream, connections=1, concurrency=8, messages=10",
            load -> load.kind(CallKind.SERVER_STREAM)),
        row(
            "rpc=unary, connections=1, concurrency=8, payload-bytes=100",
            load -> load.payloadBytes(100)),
        row(
            "rpc=unary, connections=1, concurrency=8, deadline=1000ms",
            load -> load.deadline(Duration.ofSeconds(1))),
        row(
            "rpc=unary, connections=1, concurrency=8, metadata=[a=1, b=2]",
            load -> load.metadata("a", "1").metadata("b", "2")));
  }

  private static Arguments row(String asked, UnaryOperator<LoadBuilder> load) {
    return Arguments.of(asked, load);
  }
}
