package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

class ShortMessageTest {

  @Command(name = "example", subcommands = Start.class)
  static final class Example implements Callable<Integer> {
    @Option(
        names = {"-t", "--time"},
        converter = DurationConverter.class)
    Duration time;

    @Option(names = "--time-out", converter = DurationConverter.class)
    Duration timeOut;

    @Option(names = "--labels")
    Map<String, String> labels;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      throw new ParameterException(spec.commandLine(), "--time 0s: too short\n--labels: too few");
    }
  }

  @Command(name = "start")
  static final class Start implements Callable<Integer> {
    @Option(names = "--port")
    int port;

    @Parameters(paramLabel = "<delay>", arity = "0..1", converter = DurationConverter.class)
    Duration delay;

    @Override
    public Integer call() {
      return 0;
    }
  }

  private static String answer(Map<String, String> variables, String... args) {
    Environment environment = new Environment("EXAMPLE_", variables);
    StringWriter err = new StringWriter();
    CommandLine commandLine = new CommandLine(new Example());
    environment.applyTo(commandLine);
    int code =
        commandLine
            .setErr(new PrintWriter(err))
            .setParameterExceptionHandler(
                new ShortMessage(
                    new Notices("example", Notices.UNBROKEN),
                    environment,
                    (written, known) ->
                        known.stream().filter(name -> name.endsWith(written)).findFirst()))
            .execute(args);
    assertThat(code).isEqualTo(2);
    return err.toString().lines().collect(Collectors.joining(" / "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          --time soon    | example: --time: 'soon' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s / Try 'example --help'.
          -t soon        | example: --time: 'soon' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s / Try 'example --help'.
          --labels x     | example: Value for option '--labels' (<String=String>) should be in KEY=VALUE format but was x / Try 'example --help'.
          --tim 1s       | example: Unknown options: '--tim', '1s' / Did you mean --time or --time-out? / Try 'example --help'.
          --xyz          | example: Unknown option: '--xyz' / Try 'example --help'.
          star           | example: Unmatched argument at index 0: 'star' / Did you mean example start? / Try 'example --help'.
          t              | example: Unmatched argument at index 0: 't' / Did you mean example start? / Try 'example --help'.
          stop           | example: Unmatched argument at index 0: 'stop' / Did you mean example start? / Try 'example --help'.
          xyz            | example: Unmatched argument at index 0: 'xyz' / Try 'example --help'.
          start 5        | example: <delay>: '5' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s / Try 'example start --help'.
          start --port x | example: --port: 'x' is not an int / Try 'example start --help'.
          """)
  void saysWhatIsWrongAndWhatWasPerhapsMeantAndWhereToReadOn(String args, String answer) {
    assertThat(answer(Map.of(), args.split(" "))).isEqualTo(answer);
  }

  @Test
  void beginsEachProblemWithTheNameOfTheProgram() {
    assertThat(answer(Map.of()))
        .isEqualTo(
            "example: --time 0s: too short / example: --labels: too few / Try 'example --help'.");
  }

  @Test
  void namesTheVariableThatABadValueCameFrom() {
    assertThat(answer(Map.of("EXAMPLE_TIME", "soon"), "--time-out", "1s"))
        .startsWith("example: --time (from EXAMPLE_TIME): 'soon' is not a time of up to 365 days;");
  }

  @ParameterizedTest
  @CsvSource({"--time=later", "--time later", "-t later", "-tlater"})
  void blamesTheFlagWhereBothAreGiven(String args) {
    assertThat(answer(Map.of("EXAMPLE_TIME", "soon"), args.split(" ")))
        .startsWith("example: --time: 'later' is not a time of up to 365 days;");
  }
}
