package dev.meshlab.lab.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of the server's {@code RpcBehavior}, as an attempt at the pod shop-1 meets it. */
class RpcBehaviorsTest {

  private static final String UUID = "0aebea48";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # rpc-behavior                                          | ends with
          sleep-0                                                 | OK
          sleep-999999999                                         | OK
          error-code-1                                            | CANCELLED
          error-code-14                                           | UNAVAILABLE
          error-code-16                                           | UNAUTHENTICATED
          late-error-code-14                                      | UNAVAILABLE
          midway-error-code-8                                     | RESOURCE_EXHAUSTED
          error-code-5,error-code-14                              | NOT_FOUND
          sleep-1, error-code-14                                  | UNAVAILABLE
          ,error-code-14,,                                        | UNAVAILABLE
          succeed-on-retry-attempt-0,error-code-14                | OK
          succeed-on-retry-attempt-1,error-code-14                | UNAVAILABLE
          succeed-on-retry-attempt-1                              | OK
          keep-open,error-code-14                                 | ''
          error-code-14,keep-open                                 | UNAVAILABLE
          hostname=shop-1 error-code-14                           | UNAVAILABLE
          hostname=0aebea48 error-code-14                         | UNAVAILABLE
          hostname=shop-1   keep-open                             | ''
          hostname=shop error-code-14                             | OK
          hostname=shop-2 keep-open,error-code-14                 | UNAVAILABLE
          """)
  void endAnAttemptAsTheirElementsSayInOrder(String behavior, String status) {
    assertThat(ends(behavior)).isEqualTo(statuses(status));
  }

  /** A fault that is misspelt and never happens would be a wrong measurement. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "error-code-0",
        "late-error-code-0",
        "late-sleep-1",
        "error-code-17",
        "error-code-",
        "error-code-UNAVAILABLE",
        "sleep-",
        "sleep--1",
        "sleep-1s",
        "sleep-1000000000",
        "succeed-on-retry-attempt-",
        "keep-open-5",
        "keep-open5",
        "Sleep-1",
        "hostname=shop-1",
        "hostname= sleep-1",
        "error-code-14;sleep-1"
      })
  void failTheAttemptWhereOneIsNotOfTheGrammar(String behavior) {
    assertThat(ends(behavior)).containsExactly("INVALID_ARGUMENT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keep-open,typo",
        "error-code-14,typo",
        "sleep-5,typo",
        "succeed-on-retry-attempt-0,typo",
        "hostname=shop-2 typo",
        "hostname=shop-2 error-code-0"
      })
  void failTheAttemptAtOnceWhateverElseIsAskedOfWhicheverPod(String behavior) {
    assertThat(ends(behavior, TimeLimit.ofClient(Duration.ofSeconds(1))))
        .containsExactly("INVALID_ARGUMENT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # rpc-behavior          | limit in ms | ends with
          sleep-2                 | 1999        | DEADLINE_EXCEEDED
          sleep-2                 | 2001        | OK
          sleep-2                 | 2000        | OK DEADLINE_EXCEEDED
          sleep-1,sleep-1         | 1500        | DEADLINE_EXCEEDED
          sleep-2,error-code-14   | 1000        | DEADLINE_EXCEEDED
          sleep-2,error-code-14   | 3000        | UNAVAILABLE
          sleep-2,error-code-14   | 2000        | DEADLINE_EXCEEDED UNAVAILABLE
          error-code-14,sleep-2   | 1000        | UNAVAILABLE
          keep-open               | 1000        | DEADLINE_EXCEEDED
          hostname=b sleep-2      | 1000        | OK
          """)
  void areCutShortByALimitThatIsShorterAndPerhapsByOneThatIsEqual(
      String behavior, long limit, String statuses) {
    assertThat(ends(behavior, TimeLimit.ofClient(Duration.ofMillis(limit))))
        .isEqualTo(statuses(statuses));
  }

  @Test
  void areCutShortByEnvoyWithTheStatusOfEitherOfItsTimers() {
    assertThat(ends("keep-open", TimeLimit.ofEnvoyRoute(Duration.ofSeconds(1))))
        .containsExactly("DEADLINE_EXCEEDED", "UNAVAILABLE");
  }

  @Test
  void areReadFromEveryEntryOfTheirNameAndFromNoOther() {
    assertThat(
            RpcBehaviors.of(
                    List.of(
                        Map.entry("rpc-behaviour", "keep-open"),
                        Map.entry("rpc-behavior", "sleep-1"),
                        Map.entry("rpc-behavior", "error-code-14")))
                .ends(UUID, "shop-1", List.of()))
        .containsExactly("UNAVAILABLE");
    assertThat(RpcBehaviors.of(List.of(Map.entry("x-canary", "error-code-14"))).isEmpty()).isTrue();
    assertThat(RpcBehaviors.of(List.of(Map.entry("rpc-behavior", " , "))).isEmpty()).isTrue();
    assertThat(RpcBehaviors.of(List.of(Map.entry("rpc-behavior", "sleep-0"))).isEmpty()).isFalse();
  }

  private static Set<String> ends(String behavior, TimeLimit... limits) {
    return new TreeSet<>(
        RpcBehaviors.of(List.of(Map.entry("rpc-behavior", behavior)))
            .ends(UUID, "shop-1", List.of(limits)));
  }

  private static Set<String> statuses(String words) {
    return new TreeSet<>(Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).toList());
  }
}
