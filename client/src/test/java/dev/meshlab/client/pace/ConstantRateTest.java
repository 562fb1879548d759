package dev.meshlab.client.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstantRateTest {

  @ParameterizedTest(name = "at {0}/s call {1} is due after {2} ns")
  @CsvSource({
    "1,       0,         0",
    "1,       1,         1_000_000_000",
    "1000,    1,         1_000_000",
    "1000,    1000,      1_000_000_000",
    "3,       1,         333_333_333",
    "3,       2,         666_666_667",
    "3,       3,         1_000_000_000",
    "0.5,     1,         2_000_000_000",
    "0.001,   1,         1_000_000_000_000",
    "1000000, 1,         1_000",
    "3,       300000000, 100_000_000_000_000_000",
  })
  void spacesCallsEquallyAndWithoutDrift(double perSecond, long call, String dueNanos) {
    long expected = Long.parseLong(dueNanos.replace("_", ""));
    assertThat(new ConstantRate(perSecond).dueNanos(call)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "at {0}/s {2} calls are due by {1} ns")
  @CsvSource({
    "100, -1,        0",
    "100, 0,         1",
    "100, 9999999,   1",
    "100, 10000000,  2",
    "100, 999999999, 100",
    "0.5, 1999999999, 1",
    "0.5, 2000000000, 2",
  })
  void countsTheCallsThatAreDueByAMoment(double perSecond, long nanos, long due) {
    assertThat(new ConstantRate(perSecond).dueBy(nanos)).isEqualTo(due);
  }
}
