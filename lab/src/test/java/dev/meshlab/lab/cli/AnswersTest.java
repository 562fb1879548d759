package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.run.Stop;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AnswersTest {

  @Test
  void areTheLinesThatAreTypedAndEmptyAfterTheLast() throws Exception {
    Answers answers = Answers.from(typed("even\none pod\n"), Stop.NEVER);

    assertThat(List.of(answers.next(), answers.next(), answers.next(), answers.next()))
        .containsExactly("even", "one pod", "", "");
  }

  @Test
  void waitForNobodyOnceTheRunIsToEnd() throws Exception {
    Wish stop = new Wish();
    try (PipedOutputStream keyboard = new PipedOutputStream();
        InputStream silence = new PipedInputStream(keyboard)) {
      Answers answers = Answers.from(silence, stop);
      stop.come();

      assertThat(answers.next()).isEmpty();
      assertThat(answers.next()).isEmpty();
    }
  }

  private static InputStream typed(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A stop that a test brings about. */
  private static final class Wish implements Stop {

    private final List<Runnable> actions = new ArrayList<>();
    private boolean wanted;

    void come() {
      wanted = true;
      actions.forEach(Runnable::run);
    }

    @Override
    public boolean isWanted() {
      return wanted;
    }

    @Override
    public void then(Runnable action) {
      actions.add(action);
    }

    @Override
    public void waitsForTheEnd() {}
  }
}
