package dev.meshlab.lab.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.controller.NodeController.Loss;
import dev.meshlab.lab.live.Change;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodeControllerTest {

  private static final Change.Lose SOON = new Change.Lose("r/a", Duration.ofSeconds(1));
  private static final Change.Lose LATE = new Change.Lose("r/b", Duration.ofSeconds(9));

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final NodeController nodes = new NodeController(now::get);

  @Test
  void noticesALossOnceItsTimeHasCome() {
    nodes.lose(SOON, Set.of("10.0.0.1"));
    assertThat(nodes.look()).isEmpty();

    pass(Duration.ofSeconds(1));

    assertThat(nodes.look()).extracting(Loss::place).containsExactly("r/a");
    assertThat(nodes.look()).as("each loss is given once").isEmpty();
  }

  @Test
  void knowsThePodsOfALossBeforeItIsNoticed() {
    nodes.lose(SOON, Set.of("10.0.0.1"));

    assertThat(nodes.hasLost("10.0.0.1")).isTrue();
    assertThat(nodes.hasLost("10.0.0.2")).isFalse();
  }

  @Test
  void looksAheadToWhatIsStillUnnoticed() {
    nodes.lose(SOON, Set.of("10.0.0.1"));
    nodes.lose(LATE, Set.of("10.0.0.2"));
    pass(Duration.ofSeconds(2));

    assertThat(nodes.look()).extracting(Loss::place).containsExactly("r/a");
    assertThat(nodes.lookAhead()).extracting(Loss::ips).containsExactly(Set.of("10.0.0.2"));
    pass(Duration.ofSeconds(9));
    assertThat(nodes.look()).as("nothing is left to be noticed").isEmpty();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
