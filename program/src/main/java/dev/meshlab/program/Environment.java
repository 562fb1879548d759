package dev.meshlab.program;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Defaults of flags from environment variables, by one rule: with the prefix {@code
 * MESHLAB_CLIENT_}, {@code --lb-policy} is {@code MESHLAB_CLIENT_LB_POLICY}.
 *
 * @param prefix of the program's variables
 * @param variables of the process
 */
public record Environment(String prefix, Map<String, String> variables)
    implements IDefaultValueProvider {

  /** The environment of a program that gives no flag a default. */
  public static final Environment NONE = new Environment("", Map.of());

  /** Gives the flags of a command these defaults, and its help the sentence that says so. */
  public void applyTo(CommandLine commandLine) {
    commandLine.setDefaultValueProvider(this);
    UsageMessageSpec usage = commandLine.getCommandSpec().usageMessage();
    usage.footer(
        Stream.of(Arrays.stream(usage.footer()), Stream.of(""), help(commandLine.getCommandSpec()))
            .flatMap(lines -> lines)
            .toArray(String[]::new));
  }

  /** The example has a dash in its name, so that one sees what becomes of it. */
  private Stream<String> help(CommandSpec command) {
    return flags(command)
        .filter(flag -> flag.longestName().lastIndexOf('-') > 1)
        .limit(1)
        .map(
            flag ->
                "A flag wins over its environment variable: that of %s is %s."
                    .formatted(flag.longestName(), variable(flag)));
  }

  /** The name of the variable that stands in for a flag. */
  public String variable(OptionSpec flag) {
    String name = flag.longestName().substring("--".length());
    return prefix + name.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Null, as the interface wants it, where the environment says nothing. */
  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec flag && takesValue(flag)
        ? variables.get(variable(flag))
        : null;
  }

  /** The variables with the prefix that no flag knows: typing errors, most likely. */
  public List<String> unknown(CommandSpec command) {
    List<String> known = flags(command).map(this::variable).toList();
    return variables.keySet().stream()
        .filter(name -> name.startsWith(prefix) && !known.contains(name))
        .sorted()
        .toList();
  }

  private static Stream<OptionSpec> flags(CommandSpec command) {
    return command.options().stream().filter(Environment::takesValue);
  }

  /** PREFIX_VERSION and PREFIX_HELP, where they are set, mean something else. */
  private static boolean takesValue(OptionSpec flag) {
    return !flag.usageHelp() && !flag.versionHelp();
  }
}
