package dev.meshlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.program.Environment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class OptionsTest {
  private static Options parse(Map<String, String> environment, String... args) {
    Options options = new Options();
    CommandLine commandLine = new CommandLine(CommandSpec.forAnnotatedObject(options));
    new Environment("MESHLAB_", environment).applyTo(commandLine);
    commandLine.parseArgs(args);
    return options;
  }

  @Test
  void hasDefaultsThatSuitOneMachine() {
    Options options = parse(Map.of());

    assertThat(options.address(options.port)).hasToString("/127.0.0.1:50051");
    assertThat(options.maintenancePort).isEqualTo(50052);
    assertThat(options.metricsPort).isEqualTo(9090);
    assertThat(options.shutdownDelay).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.drainTimeout).isEqualTo(Duration.ofSeconds(20));
    assertThat(options.maxConnectionAge).as("off").isZero();
    assertThat(options.maxConnectionAgeGrace).as("no limit").isNull();
  }

  @Test
  void takesEveryOptionFromTheEnvironment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("MESHLAB_PORT", "1");
    environment.put("MESHLAB_MAINTENANCE_PORT", "2");
    environment.put("MESHLAB_METRICS_PORT", "3");
    environment.put("MESHLAB_BIND", "0.0.0.0");
    environment.put("MESHLAB_SHUTDOWN_DELAY", "500ms");
    environment.put("MESHLAB_DRAIN_TIMEOUT", "2m");
    environment.put("MESHLAB_MAX_CONNECTION_AGE", "1h");
    environment.put("MESHLAB_MAX_CONNECTION_AGE_GRACE", "0s");
    environment.put("MESHLAB_CERT", "tls.crt");
    environment.put("MESHLAB_KEY", "tls.key");
    environment.put("MESHLAB_CACERT", "ca.crt");

    Options options = parse(environment);

    assertThat(options.port).isEqualTo(1);
    assertThat(options.maintenancePort).isEqualTo(2);
    assertThat(options.metricsPort).isEqualTo(3);
    assertThat(options.bind.isAnyLocalAddress()).isTrue();
    assertThat(options.shutdownDelay).isEqualTo(Duration.ofMillis(500));
    assertThat(options.drainTimeout).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.maxConnectionAge).isEqualTo(Duration.ofHours(1));
    assertThat(options.maxConnectionAgeGrace).isZero();
    assertThat(options.cert).hasToString("tls.crt");
    assertThat(options.key).hasToString("tls.key");
    assertThat(options.cacert).hasToString("ca.crt");
  }

  @Test
  void letsAFlagWinOverTheEnvironment() {
    assertThat(parse(Map.of("MESHLAB_PORT", "1"), "--port", "2").port).isEqualTo(2);
  }

  @Test
  void saysInTheHelpHowATimeIsWrittenAndWithWhatTheServerExits() {
    assertThat(Transcript.of(Map.of(), "--help").out())
        .contains("A <time> is written as 10s, 500ms, 2m or 1m30s.")
        .containsPattern("Exit codes:\n +0 +drained.*\n +1 +internal.*\n +2 +bad usage");
  }

  @Test
  void namesTheVariableOfAFlagInTheHelp() {
    assertThat(Transcript.of(Map.of(), "--help").out().replaceAll("\\s+", " "))
        .contains("that of --maintenance-port is MESHLAB_MAINTENANCE_PORT.");
  }

  static Stream<OptionSpec> options() {
    return Main.commandLine(Map.of()).getCommandSpec().options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp());
  }

  @ParameterizedTest
  @MethodSource("options")
  void hasADefaultOrSaysWhatHappensWithoutOne(OptionSpec option) {
    String description = String.join(" ", option.description());
    assertThat(option.defaultValue() != null || description.contains("Default: "))
        .as(description)
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port abc            | --port: 'abc' is not a port; write a number from 0 (any free port) to 65535
          --port 65536          | --port: '65536' is not a port; write a number from 0 (any free port) to 65535
          --metrics-port -1     | --metrics-port: '-1' is not a port; write a number from 0 (any free port) to 65535
          --shutdown-delay 5    | --shutdown-delay: '5' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s
          --drain-timeout 5 s    | --drain-timeout: '5' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s
          --drain-timeout 1d    | --drain-timeout: '1d' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s
          --drain-timeout 1.s   | --drain-timeout: '1.s' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s
          --drain-timeout 8761h | --drain-timeout: '8761h' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s
          --drain-timeout -1s   | --drain-timeout: '-1s' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s
          --bind not..a.host    | --bind: 'not..a.host' is neither an IP address nor a known name; write 127.0.0.1, 0.0.0.0 or an address of this host
          --cert /no.crt        | --cert /no.crt: there is no such file
          --key /no.key         | --key /no.key: there is no such file
          --cacert /no.crt      | --cacert /no.crt: needs --cert and --key
          --prot 1              | Unknown options: '--prot', '1'
          """)
  void explainsAnOptionThatCannotBeInTwoLines(String args, String message) {
    Transcript run = Transcript.of(Map.of(), args.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("meshlab-server: " + message + "\n")
        .endsWith("Try 'meshlab-server --help'.\n");
  }

  @Test
  void explainsAVariableLikeAnOption() {
    assertThat(Transcript.of(Map.of("MESHLAB_PORT", "abc")).err())
        .startsWith("meshlab-server: --port (from MESHLAB_PORT): 'abc' is not a port");
  }
}
