package dev.meshlab.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.fault.Fault.End;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
  @ParameterizedTest
  @CsvSource({
    // behaviours, attempts before, delay, end
    "'', 0, 0, serve",
    "'sleep-2', 0, 2, serve",
    "'sleep-2,sleep-3', 0, 5, serve",
    "'keep-open', 0, 0, keep-open",
    "'error-code-14', 0, 0, UNAVAILABLE",
    "'late-error-code-14', 0, 0, late-UNAVAILABLE",
    "'midway-error-code-14', 0, 0, midway-UNAVAILABLE",
    "'sleep-1,error-code-14', 0, 1, UNAVAILABLE",
    "'error-code-14,sleep-1', 0, 0, UNAVAILABLE", // nothing after an end counts
    "'keep-open,error-code-14', 0, 0, keep-open",
    "'succeed-on-retry-attempt-1,error-code-14', 0, 0, UNAVAILABLE",
    "'succeed-on-retry-attempt-1,error-code-14', 1, 0, serve",
    "'succeed-on-retry-attempt-1,error-code-14', 2, 0, UNAVAILABLE", // not a later attempt
    "'succeed-on-retry-attempt-1', 0, 0, serve", // alone, it changes nothing
    "'sleep-1,succeed-on-retry-attempt-0,sleep-9', 0, 1, serve",
  })
  void appliesBehavioursUntilOneEndsTheCall(
      String behaviors, int previousAttempts, long delaySeconds, String end) {
    Fault fault = Fault.of(RpcBehavior.parse(List.of(behaviors), host -> true), previousAttempts);

    assertThat(fault.delaySeconds()).isEqualTo(delaySeconds);
    assertThat(describe(fault.end())).isEqualTo(end);
  }

  private static String describe(End end) {
    if (end instanceof End.Fail failure) {
      return failure.moment().prefix() + failure.status().getCode().name();
    }
    return end instanceof End.KeepOpen ? "keep-open" : "serve";
  }
}
