package dev.meshlab.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.meshlab.server.fault.Behavior.ErrorCode;
import dev.meshlab.server.fault.Behavior.KeepOpen;
import dev.meshlab.server.fault.Behavior.Sleep;
import dev.meshlab.server.fault.Behavior.SucceedOnRetryAttempt;
import io.grpc.Status;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcBehaviorTest {
  private static final ErrorCode UNAVAILABLE =
      new ErrorCode(Moment.AT_ONCE, Status.Code.UNAVAILABLE);

  static Stream<Arguments> values() {
    return Stream.of(
        arguments(List.of("sleep-2"), List.of(new Sleep(2))),
        arguments(List.of("sleep-0"), List.of(new Sleep(0))),
        arguments(List.of("keep-open"), List.of(new KeepOpen())),
        arguments(List.of("error-code-14"), List.of(UNAVAILABLE)),
        arguments(
            List.of("late-error-code-14"),
            List.of(new ErrorCode(Moment.LATE, Status.Code.UNAVAILABLE))),
        arguments(
            List.of("midway-error-code-8"),
            List.of(new ErrorCode(Moment.MIDWAY, Status.Code.RESOURCE_EXHAUSTED))),
        arguments(
            List.of("error-code-1"), List.of(new ErrorCode(Moment.AT_ONCE, Status.Code.CANCELLED))),
        arguments(
            List.of("error-code-16"),
            List.of(new ErrorCode(Moment.AT_ONCE, Status.Code.UNAUTHENTICATED))),
        arguments(List.of("succeed-on-retry-attempt-1"), List.of(new SucceedOnRetryAttempt(1))),
        arguments(List.of("sleep-1,error-code-14"), List.of(new Sleep(1), UNAVAILABLE)),
        arguments(List.of(" sleep-1 , ,error-code-14 ,"), List.of(new Sleep(1), UNAVAILABLE)),
        arguments(List.of("error-code-14", "sleep-1"), List.of(UNAVAILABLE, new Sleep(1))),
        arguments(List.of(), List.of()),
        arguments(List.of("", ","), List.of()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsElementsInOrder(List<String> values, List<Behavior> behaviors) {
    assertThat(RpcBehavior.parse(values, host -> true)).isEqualTo(behaviors);
  }

  static Stream<Arguments> hostnames() {
    return Stream.of(
        arguments("hostname=me sleep-1", List.of(new Sleep(1))),
        arguments("hostname=other sleep-1", List.of()),
        arguments("hostname=me  keep-open", List.of(new KeepOpen())),
        // A hostname limits its own element, not the ones after the comma.
        arguments("hostname=other sleep-1,error-code-14", List.of(UNAVAILABLE)),
        arguments(
            "hostname=me sleep-1,hostname=other keep-open,error-code-14",
            List.of(new Sleep(1), UNAVAILABLE)));
  }

  @ParameterizedTest
  @MethodSource("hostnames")
  void keepsWhatIsMeantForThisServer(String value, List<Behavior> behaviors) {
    assertThat(RpcBehavior.parse(List.of(value), "me"::equals)).isEqualTo(behaviors);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slep-1",
        "sleep",
        "sleep-",
        "sleep--1",
        "sleep-1s",
        "sleep-1000000000",
        "error-code-0",
        "error-code-17",
        "late-error-code-17",
        "late-sleep-1",
        "early-error-code-14",
        "error-code-UNAVAILABLE",
        "keep-open-1",
        "succeed-on-retry-attempt-x",
        "hostname=me",
        "hostname= sleep-1",
        "hostname=other slep-1",
        "sleep-1 error-code-14"
      })
  void namesTheElementThatIsNoBehaviour(String element) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RpcBehavior.parse(List.of("sleep-1," + element), "me"::equals))
        .withMessageContaining("'" + element + "' is not a behaviour; write sleep-SECONDS");
  }
}
