package dev.meshlab.lab.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pinned",
        "even",
        "even within 1",
        "even among version=v1",
        "even within 2 among zone=a",
        "one pod",
        "several pods",
        "version=v1 90%, version=v2 10%",
        "UNAVAILABLE 20%",
        "version=v2 below 5%",
        "zone=a above 99.5%",
        "only version=v2",
        "only OK",
        "no zone=b",
        "some UNAVAILABLE",
        "served above 150%",
        "served version=v2 50%",
        "some retried",
        "no overflowed",
        "no pod=changed",
        "only flag=URX",
        "flag=UO above 10%",
        "flag=DI 30%",
        "only code=200",
        "message \"hung up on TLS\""
      })
  void isWhatItWasWrittenAs(String written) throws InvalidExpectation {
    assertThat(ExpectationText.parse(written).text()).isEqualTo(written);
  }

  @Test
  void mindsNoBlanks() throws InvalidExpectation {
    assertThat(ExpectationText.parse("  version=v1  90 %,version=v2 10% ").text())
        .isEqualTo("version=v1 90%, version=v2 10%");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          evenly                         | 'evenly' is not an expectation
          only UNAVALIABLE               | did you mean UNAVAILABLE
          colour=red 10%                 | 'colour=red' names no pods; write one of namespace, pod, service, subset, version, workload, zone
          message hung up                | 'message hung up' is not an expectation
          version= 10%                   | names no pods
          version=v1 90%, version=v2 20% | the parts are 110% together
          version=v1 101%                | a part is at most 100%
          """)
  void namesWhatIsWrongWithOthers(String written, String why) {
    assertThatThrownBy(() -> ExpectationText.parse(written))
        .isInstanceOf(InvalidExpectation.class)
        .hasMessageContaining(why);
  }
}
