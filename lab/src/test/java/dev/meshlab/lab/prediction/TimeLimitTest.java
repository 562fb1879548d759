package dev.meshlab.lab.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLimitTest {

  @ParameterizedTest
  @CsvSource({"PT1S,     1 s", "PT0.25S,  250 ms", "PT1.5S,   1500 ms", "PT2M,     120 s"})
  void isWrittenInSecondsWhereTheyAreWhole(Duration after, String words) {
    assertThat(TimeLimit.ofClient(after).words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"999, true", "1000, false", "1001, false"})
  void isShorterThanADelayOnlyWhereItPassesBeforeIt(long millis, boolean shorter) {
    TimeLimit limit = TimeLimit.ofClient(Duration.ofMillis(millis));

    assertThat(limit.isShorterThan(Duration.ofSeconds(1))).isEqualTo(shorter);
  }

  /** Envoy answers its own timeout with HTTP 504, but the pod has the deadline, too. */
  @Test
  void endsCallsWithTheStatusOfWhoeverWatchesTheClock() {
    Duration second = Duration.ofSeconds(1);

    assertThat(TimeLimit.ofClient(second).statuses()).containsExactly("DEADLINE_EXCEEDED");
    assertThat(TimeLimit.ofGrpcRoute(second).statuses()).containsExactly("DEADLINE_EXCEEDED");
    assertThat(TimeLimit.ofEnvoyRoute(second).statuses())
        .containsExactlyInAnyOrder("DEADLINE_EXCEEDED", "UNAVAILABLE");
    assertThat(TimeLimit.ofClient(second).throughProxies().statuses())
        .containsExactlyInAnyOrder("DEADLINE_EXCEEDED", "UNAVAILABLE");
    assertThat(TimeLimit.ofClient(second).by()).isEqualTo("the client's deadline");
    assertThat(TimeLimit.ofGrpcRoute(second).by())
        .isEqualTo(TimeLimit.ofEnvoyRoute(second).by())
        .isEqualTo("the route's timeout");
  }
}
