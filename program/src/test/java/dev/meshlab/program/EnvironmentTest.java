package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class EnvironmentTest {

  @Command(name = "example", mixinStandardHelpOptions = true, footer = "The last words.")
  private static final class Example {
    @Option(
        names = {"-c", "--calls"},
        defaultValue = "8")
    int calls;

    @Option(names = "--lb-policy", defaultValue = "pick_first")
    String policy;
  }

  private final Example example = new Example();

  private CommandLine commandLine(Map<String, String> variables) {
    CommandLine commandLine = new CommandLine(example);
    new Environment("EXAMPLE_", variables).applyTo(commandLine);
    return commandLine;
  }

  @Test
  void isADefaultOfEachFlag() {
    commandLine(Map.of("EXAMPLE_CALLS", "3", "EXAMPLE_LB_POLICY", "random")).parseArgs();

    assertThat(example.calls).isEqualTo(3);
    assertThat(example.policy).isEqualTo("random");
  }

  @Test
  void givesWayToAFlagEvenWhereItsValueIsWrong() {
    commandLine(Map.of("EXAMPLE_CALLS", "many")).parseArgs("-c", "5");

    assertThat(example.calls).isEqualTo(5);
    assertThat(example.policy).isEqualTo("pick_first");
  }

  @Test
  void takesNoVariableForHelpOrVersion() {
    CommandLine commandLine = commandLine(Map.of("EXAMPLE_HELP", "true", "EXAMPLE_VERSION", "2"));

    assertThat(commandLine.parseArgs().expandedArgs()).isEmpty();
    assertThat(commandLine.isUsageHelpRequested()).isFalse();
    assertThat(commandLine.isVersionHelpRequested()).isFalse();
  }

  @Test
  void isTheLastThingThatTheHelpSays() {
    assertThat(commandLine(Map.of()).getUsageMessage())
        .endsWith(
            """
            The last words.

            A flag wins over its environment variable: that of --lb-policy is
            EXAMPLE_LB_POLICY.
            """);
  }

  @Test
  void knowsTheVariablesWithItsPrefixThatNoFlagHas() {
    Map<String, String> variables =
        Map.of("EXAMPLE_CALL", "1", "EXAMPLE_CALLS", "1", "EXAMPLE_HELP", "1", "OTHER_CALL", "1");

    assertThat(
            new Environment("EXAMPLE_", variables).unknown(commandLine(Map.of()).getCommandSpec()))
        .containsExactly("EXAMPLE_CALL", "EXAMPLE_HELP");
  }
}
