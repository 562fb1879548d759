package dev.meshlab.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeardownTest {
  private final List<String> closed = new ArrayList<>();
  private final Teardown teardown = new Teardown();

  @Test
  void stopsInTheOppositeOrderOfStarting() {
    part("first");
    part("second");

    teardown.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void stopsTheRestWhenOnePartFails() {
    part("first");
    failing(new IllegalStateException("one"));
    part("second");
    failing(new IllegalStateException("two"));

    assertThatThrownBy(teardown::close)
        .hasMessage("two")
        .satisfies(e -> assertThat(e.getSuppressed()).extracting("message").containsExactly("one"));
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void stopsNothingTwice() {
    part("only");

    teardown.close();
    teardown.close();

    assertThat(closed).containsExactly("only");
  }

  private void part(String name) {
    AutoCloseable part = () -> closed.add(name);
    teardown.add(part);
  }

  private void failing(RuntimeException failure) {
    AutoCloseable part =
        () -> {
          throw failure;
        };
    teardown.add(part);
  }
}
