package dev.meshlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.program.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ClientCommandTest {

  /** Nothing can listen on port 0; connecting to it fails at once. */
  private static final String NOBODY = "--target=127.0.0.1:0";

  private record Result(int code, String out, String err) {}

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --rate abc       | meshlab-client: --rate: 'abc' is not a number; write for example 200 or 0.5
          --calls 1.5      | meshlab-client: --calls: '1.5' is not a whole number in range; write for example 8
          --connections x  | meshlab-client: --connections: 'x' is not a whole number in range; write for example 8
          --connections 0  | meshlab-client: --connections 0: must be from 1 to 10000
          --duration 5     | meshlab-client: --duration: '5' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s
          --interval 0s    | meshlab-client: --interval 0s: must be above zero
          --rpc stream     | meshlab-client: --rpc: 'stream' is not a kind of call; choose one of unary, server-stream, client-stream, bidi, create
          --metadata x     | meshlab-client: --metadata: 'x' is not metadata; write it as key=value, for example rpc-behavior=sleep-10
          --metadata =x    | meshlab-client: --metadata: '=x' is not metadata; write it as key=value, for example rpc-behavior=sleep-10
          --lb-policy best | meshlab-client: --lb-policy: 'best' is not a policy; choose pick_first or round_robin
          --target ::::    | meshlab-client: --target '::::': Invalid DNS name: ::::; write host:port, dns:///host:port or xds:///name
          -o xml           | meshlab-client: --output: expected one of [text, ndjson]
          --conections 3   | Did you mean --connections or --concurrency or --color?
          one:1 two:2      | meshlab-client: Unmatched argument at index 1: 'two:2'
          one:1 --target two:2 | meshlab-client: two targets, 'one:1' and --target 'two:2'; give one of them
          ::::             | meshlab-client: target '::::': Invalid DNS name: ::::; write host:port, dns:///host:port or xds:///name
          --max-in-flight 0 | meshlab-client: --max-in-flight 0: must be from 1 to 1000000
          --warm-up 5x     | meshlab-client: --warm-up: '5x' is neither a time nor a number of calls; write for example 2s or 500
          --fail-above 101% | meshlab-client: --fail-above: '101%' is not a percentage; write for example 1% or 0.5
          --fail-above -1  | meshlab-client: --fail-above: '-1' is not a percentage; write for example 1% or 0.5
          --fail-above few | meshlab-client: --fail-above: 'few' is not a percentage; write for example 1% or 0.5
          --method Pay     | meshlab-client: --method Pay: write a path, as in /shop.Checkout/Pay, or shop.Checkout.Pay
          """)
  void answersBadUsageWithTheFlagTheValueAndTheRemedy(String args, String message) {
    Result result = run(Map.of(), args.split(" "));
    assertThat(result.err())
        .startsWith("meshlab-client: ")
        .contains(message)
        .doesNotContain("\tat ");
    assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(3);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void namesEveryFlagThatIsWrong() {
    Result result = run(Map.of(), "--connections=0", "--messages=0", "--rate=-1");
    assertThat(result.err())
        .contains(
            "meshlab-client: --connections 0: ",
            "meshlab-client: --messages 0: ",
            "meshlab-client: --rate -1.0: ")
        .contains("Try 'meshlab-client --help'.");
  }

  @Test
  void takesDefaultsFromTheEnvironment() {
    Map<String, String> environment =
        Map.of(
            "MESHLAB_CLIENT_TARGET", "127.0.0.1:0",
            "MESHLAB_CLIENT_CALLS", "3",
            "MESHLAB_CLIENT_OUTPUT", "ndjson",
            "MESHLAB_CLIENT_METADATA", "a=1\nb=2,3");
    Result result = run(environment);
    assertThat(result.out())
        .contains("\"target\":\"127.0.0.1:0\"", "\"calls\":3", "\"metadata\":[\"a=1\",\"b=2,3\"]");
  }

  @Test
  void prefersAFlagToTheEnvironment() {
    Result result =
        run(Map.of("MESHLAB_CLIENT_CALLS", "abc"), NOBODY, "--calls=2", "--output=ndjson");
    assertThat(result.out()).contains("\"calls\":2");
  }

  @Test
  void takesTheSpellingsOfOtherLoadGenerators() {
    Result result =
        run(
            Map.of("MESHLAB_CLIENT_TARGET", "elsewhere:1"),
            "127.0.0.1:0",
            "-n=5",
            "-c=2",
            "-z=7s",
            "-r=1000",
            "-o=ndjson");
    assertThat(result.out())
        .contains(
            "\"target\":\"127.0.0.1:0\"",
            "\"calls\":5",
            "\"concurrency\":2",
            "\"durationSeconds\":7.0",
            "\"rate\":1000.0");
  }

  @Test
  void takesTheSameTargetTwice() {
    assertThat(run(Map.of(), "127.0.0.1:0", NOBODY, "-n1").out()).contains("127.0.0.1:0");
  }

  @Test
  void saysWhichMethodItCallsInOneSpelling() {
    Result result = run(Map.of(), NOBODY, "-n1", "--method=shop.Checkout.Pay");
    assertThat(result.out()).startsWith("shop.Checkout/Pay at 127.0.0.1:0");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "--warm-up=0, without a warm-up",
    "--warm-up=0s, without a warm-up",
    "--warm-up=500ms, after a warm-up of 0.5 s",
    "--warm-up=30, 'after a warm-up of up to 30 calls or 10.0 s'",
    "-z=20s, 'after a warm-up of up to 5 calls or 10.0 s'",
    "-z=2s, 'after a warm-up of up to 5 calls or 2.0 s'",
  })
  void saysHowItWarmsUp(String flag, String words) {
    Result result = run(Map.of("COLUMNS", "200"), NOBODY, "-n=5", flag);
    assertThat(result.out().lines().findFirst().orElseThrow()).endsWith(words);
  }

  @Test
  void warmsUpNotMuchWhereTheTargetFails() {
    Result result = run(Map.of("COLUMNS", "200"), NOBODY, "-n=100", "--warm-up=5m");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).contains("0 of them were answered OK, so it ended early");
  }

  @Test
  void writesWhatTheLocaleCanShowAndNoWiderThanTheTerminal() {
    Map<String, String> narrow = Map.of("COLUMNS", "40");
    Result result = run(narrow, NOBODY, "-n1", "--method=a.very.long.package.name.Checkout/Pay");
    assertThat(result.out())
        .matches("\\p{ASCII}*")
        .contains("..")
        .satisfies(
            text ->
                assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40)));
  }

  @Test
  void saysWhenABadValueCameFromTheEnvironment() {
    Result result = run(Map.of("MESHLAB_CLIENT_RATE", "abc"));
    assertThat(result.err())
        .startsWith("meshlab-client: --rate (from MESHLAB_CLIENT_RATE): 'abc' is not a number");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void warnsOfAVariableThatNoFlagKnows() {
    Result result = run(Map.of("MESHLAB_CLIENT_RATES", "3"), NOBODY, "--calls=1");
    assertThat(result.err()).contains("meshlab-client: no flag goes by MESHLAB_CLIENT_RATES");
  }

  @Test
  void exitsWithThreeWhereNoCallSucceededAndReportsWhy() {
    Result result = run(Map.of(), NOBODY, "--calls=5");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).contains("UNAVAILABLE 5", "first error", "127.0.0.1:0");
  }

  @Test
  void exitsWithOneWhereItsOutputCannotBeWritten() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        ClientCommand.commandLine(
                Map.of(), InputStream.nullInputStream(), full, new Interruption(Duration.ZERO))
            .setErr(new PrintWriter(err));
    assertThat(commandLine.execute(NOBODY, "--calls=1")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("meshlab-client: standard output cannot be written: No space left on device; ");
  }

  @Test
  void describesEveryFlagInItsHelp() {
    CommandLine commandLine = commandLine(Map.of(), new ByteArrayOutputStream());
    assertThat(commandLine.getCommandSpec().options())
        .extracting(OptionSpec::longestName)
        .contains(
            "--target",
            "--max-in-flight",
            "--warm-up",
            "--fail-above",
            "--connections",
            "--concurrency",
            "--rate",
            "--calls",
            "--duration",
            "--rpc",
            "--messages",
            "--metadata",
            "--deadline",
            "--lb-policy",
            "--authority",
            "--interval",
            "--output",
            "--version",
            "--help");
    assertThat(commandLine.getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
  }

  @Test
  void printsVersionAndHelpAndEndsWithZero() {
    StringWriter out = new StringWriter();
    CommandLine commandLine =
        commandLine(Map.of(), new ByteArrayOutputStream()).setOut(new PrintWriter(out));
    assertThat(commandLine.execute("--version")).isZero();
    assertThat(commandLine.execute("--help")).isZero();
    assertThat(out.toString())
        .startsWith("meshlab-client ")
        .contains("Exit codes:", "A <time> is written as", "COLUMNS", "MESHLAB_CLIENT_METADATA")
        .contains("that of --lb-policy is")
        .containsPattern("143 +ended by SIGTERM");
  }

  private static Result run(Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    int code = commandLine(environment, out).setErr(new PrintWriter(err)).execute(args);
    return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString());
  }

  private static CommandLine commandLine(Map<String, String> environment, OutputStream out) {
    return ClientCommand.commandLine(
        environment, InputStream.nullInputStream(), out, new Interruption(Duration.ZERO));
  }
}
