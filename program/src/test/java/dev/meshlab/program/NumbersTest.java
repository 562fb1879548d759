package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

class NumbersTest {

  @Command
  private static final class Example {
    @Option(names = "--int")
    int small;

    @Option(names = "--Integer")
    Integer boxed;

    @Option(names = "--long")
    long large;

    @Option(names = "--Long")
    Long largeBoxed;

    @Option(names = "--double")
    double real;
  }

  private final Example example = new Example();

  private void parse(String... args) {
    CommandLine commandLine = new CommandLine(example);
    Numbers.register(commandLine);
    commandLine.parseArgs(args);
  }

  @Test
  void areReadAsTheyAreWritten() {
    parse("--int=1", "--Integer=2", "--long=3", "--Long=4000000000", "--double=0.5");

    assertThat(
            List.<Number>of(
                example.small, example.boxed, example.large, example.largeBoxed, example.real))
        .containsExactly(1, 2, 3L, 4_000_000_000L, 0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "--int=x | 'x' is not a whole number in range; write for example 8",
        "--int=4000000000 | '4000000000' is not a whole number in range; write for example 8",
        "--Integer=1.5 | '1.5' is not a whole number in range; write for example 8",
        "--long= | '' is not a whole number in range; write for example 8",
        "--Long=1e3 | '1e3' is not a whole number in range; write for example 8",
        "--double=fast | 'fast' is not a number; write for example 200 or 0.5",
      })
  void sayHowToWriteOneWhereTheTextIsNot(String argument, String message) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(ParameterException.class)
        .hasMessageEndingWith(message);
  }
}
