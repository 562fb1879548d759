package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoadTest {

  @Test
  void hasDefaultsThatAreValid() {
    Load load = Load.builder().build();
    assertThat(load.kind()).isEqualTo(CallKind.UNARY);
    assertThat(load.connections()).isEqualTo(1);
    assertThat(load.rate()).isZero();
  }

  @Test
  void survivesARoundTripThroughItsBuilder() {
    Load load =
        Load.builder()
            .kind(CallKind.BIDI)
            .method("/shop.Checkout/Pay")
            .connections(2)
            .concurrency(3)
            .rate(4)
            .maxInFlight(11)
            .calls(5)
            .duration(Duration.ofSeconds(6))
            .messages(7)
            .deadline(Duration.ofSeconds(8))
            .grace(Duration.ofSeconds(9))
            .metadata("k", "v")
            .payloadBytes(10)
            .keys(new Keys("X-User-Id", 12))
            .build();
    assertThat(load.keys()).hasToString("x-user-id=12");
    assertThat(load.toBuilder().build()).isEqualTo(load);
  }

  @Test
  void namesItsMethodWhereItIsToBeMadeAsWrittenUnlessItCreates() {
    Load bidi = Load.builder().calls(1).kind(CallKind.BIDI).build();
    Load create = Load.builder().calls(1).kind(CallKind.CREATE).build();

    assertThat(bidi.asWritten().method()).isEqualTo("/meshlab.v1.EchoService/BidiStream");
    assertThat(bidi.creates()).isFalse();
    assertThat(create.asWritten()).isEqualTo(create);
    assertThat(create.creates()).isTrue();
  }

  static Stream<Arguments> wrongLoads() {
    return Stream.of(
        wrong(load -> load.method("/shop Checkout"), "method /shop Checkout: write a path"),
        wrong(load -> load.method("/"), "method /: write a path, as in /shop.Checkout/Pay"),
        wrong(load -> load.method("Pay"), "method Pay: write a path, as in /shop.Checkout/Pay"),
        wrong(load -> load.method("Pay."), "method Pay.: write a path"),
        wrong(load -> load.method(".Pay"), "method .Pay: write a path"),
        wrong(load -> load.method("/a/b").kind(CallKind.CREATE), "method /a/b: --rpc create"),
        wrong(load -> load.keys(new Keys("", 3)), "keys =3: write a key of letters"),
        wrong(load -> load.keys(new Keys("x-user", 0)), "keys x-user=0: write a name and a number"),
        wrong(
            load -> load.keys(new Keys("x-user", 10_001)),
            "keys x-user=10001: write a name and a number"),
        wrong(load -> load.keys(new Keys("a-bin", 3)), "keys a-bin=3: keys are text"),
        wrong(load -> load.keys(new Keys("grpc-x", 3)), "keys grpc-x=3: names that begin with"),
        wrong(load -> load.connections(0), "connections 0: must be from 1 to 10000"),
        wrong(load -> load.connections(10_001), "connections 10001: must be from 1 to 10000"),
        wrong(load -> load.concurrency(-1), "concurrency -1: must be from 1 to 100000"),
        wrong(load -> load.rate(-1), "rate -1.0: must be from 0.001 to 1000000"),
        wrong(load -> load.rate(Double.NaN), "rate NaN: must be from 0.001 to 1000000"),
        wrong(load -> load.rate(0.0001), "rate 1.0E-4: must be from 0.001 to 1000000"),
        wrong(load -> load.maxInFlight(0), "max-in-flight 0: must be from 1 to 1000000"),
        wrong(load -> load.calls(-1), "calls -1: must be 0 or more"),
        wrong(load -> load.messages(0), "messages 0: must be from 1 to 100000"),
        wrong(load -> load.payloadBytes(-1), "payload-bytes -1: must be from 0 to 4000000"),
        wrong(
            load -> load.deadline(Duration.ofSeconds(-1)),
            "deadline PT-1S: must be from 0s to 365 days"),
        wrong(
            load -> load.duration(Duration.ofDays(366)),
            "duration PT8784H: must be from 0s to 365 days"),
        wrong(load -> load.grace(Duration.ofNanos(-1)), "grace PT-0.000000001S: must be"));
  }

  private static Arguments wrong(UnaryOperator<LoadBuilder> change, String message) {
    return Arguments.of(message, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongLoads")
  void saysWhatIsWrongAndWhatWouldBeRight(String message, UnaryOperator<LoadBuilder> change) {
    assertThatThrownBy(() -> change.apply(Load.builder()).build())
        .isInstanceOf(InvalidLoadException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    LoadBuilder wrong = Load.builder().connections(0).messages(0).metadata("grpc-x", "1");
    InvalidLoadException e = catchThrowableOfType(InvalidLoadException.class, wrong::build);
    assertThat(e.problems())
        .extracting(InvalidLoadException.Problem::option)
        .containsExactly("connections", "messages", "metadata");
  }

  @ParameterizedTest
  @CsvSource({
    "/shop.Checkout/Pay,     /shop.Checkout/Pay",
    "shop.Checkout/Pay,      /shop.Checkout/Pay",
    "shop.Checkout.Pay,      /shop.Checkout/Pay",
    "Checkout.Pay,           /Checkout/Pay",
    "/Pay,                   /Pay",
    "/shop.Checkout.Pay,     /shop.Checkout.Pay",
    "/a/b.c/d,               /a/b.c/d",
    "grpc.health.v1.Health.Check, /grpc.health.v1.Health/Check",
  })
  void takesTheSpellingsOfAMethodThatPeopleUse(String spelling, String path) {
    Load load = Load.builder().method(spelling).build();
    assertThat(load.method()).isEqualTo(path);
    assertThat("/" + load.fullMethodName()).isEqualTo(path);
    assertThat("/" + load.asked().method()).isEqualTo(path);
    assertThat(load.isForEcho()).isFalse();
  }

  @Test
  void comparesMetadataNamesWithoutRegardToCase() {
    MetadataEntry entry = new MetadataEntry("X-Canary", "True");
    assertThat(entry).isEqualTo(new MetadataEntry("x-canary", "True")).hasToString("x-canary=True");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "rpc-behavior, sleep-10, ''",
    "X-Upper, v, ''",
    "data-bin, AAEC, ''",
    "x, '', ''",
    "grpc-timeout, 1S, names that begin with grpc-",
    "Grpc-Tags, x, names that begin with grpc-",
    "'bad key', v, write a key of letters",
    "k, grün, write printable ASCII",
    "data-bin, '!', write a key of letters",
  })
  void takesTheMetadataThatGrpcTakes(String key, String value, String problem) {
    MetadataEntry entry = new MetadataEntry(key, value);
    if (problem.isEmpty()) {
      assertThat(entry.problem()).isEmpty();
    } else {
      assertThat(entry.problem()).hasValueSatisfying(text -> assertThat(text).startsWith(problem));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNARY, unary, meshlab.v1.EchoService/Echo",
    "SERVER_STREAM, server-stream, meshlab.v1.EchoService/ServerStream",
    "CLIENT_STREAM, client-stream, meshlab.v1.EchoService/ClientStream",
    "BIDI, bidi, meshlab.v1.EchoService/BidiStream",
    "CREATE, create, meshlab.v1.EchoService/Create",
  })
  void namesKindsAsFlagsAndAsMethods(CallKind kind, String flag, String method) {
    assertThat(kind.flag()).isEqualTo(flag);
    assertThat(kind.fullMethodName()).isEqualTo(method);
    assertThat(CallKind.ofFlag(flag)).contains(kind);
  }
}
