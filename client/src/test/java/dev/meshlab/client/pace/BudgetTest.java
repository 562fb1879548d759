package dev.meshlab.client.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void numbersCallsFromZeroUpToItsLimit() {
    Budget budget = new Budget(3);
    assertThat(LongStream.generate(budget::take).limit(5))
        .containsExactly(0L, 1L, 2L, Budget.NONE, Budget.NONE);
    assertThat(budget.isOpen()).isFalse();
    assertThat(budget.withdrawnNanos()).isEmpty();
  }

  @Test
  void hasNoLimitWhereTheLimitIsZero() {
    Budget budget = new Budget(0);
    assertThat(LongStream.generate(budget::take).limit(1000)).doesNotContain(Budget.NONE);
    assertThat(budget.isOpen()).isTrue();
  }

  @Test
  void givesNothingOnceClosedAndSaysWhenThatWas() {
    Budget budget = new Budget(2);
    budget.take();
    budget.close(5);
    budget.close(6);
    assertThat(budget.take()).isEqualTo(Budget.NONE);
    assertThat(budget.isOpen()).isFalse();
    assertThat(budget.withdrawnNanos()).hasValue(5);
  }

  @Test
  void givesEachNumberOnceHoweverManyThreadsAsk() {
    Budget budget = new Budget(10_000);
    long[] taken =
        LongStream.range(0, 20_000)
            .parallel()
            .map(any -> budget.take())
            .filter(call -> call != Budget.NONE)
            .sorted()
            .toArray();
    assertThat(taken).containsExactly(LongStream.range(0, 10_000).toArray());
  }
}
