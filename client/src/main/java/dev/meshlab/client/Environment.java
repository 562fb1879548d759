package dev.meshlab.client;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults of the flags from environment variables, by one rule: {@code --lb-policy} is {@code
 * MESHLAB_CLIENT_LB_POLICY}.
 */
final class Environment implements IDefaultValueProvider {

  static final String PREFIX = "MESHLAB_CLIENT_";

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** The name of the variable that stands in for a flag. */
  static String variable(OptionSpec option) {
    String flag = option.longestName().substring("--".length());
    return PREFIX + flag.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option && takesValue(option)
        ? variables.get(variable(option))
        : null;
  }

  /** The variables with our prefix that no flag knows: typing errors, most likely. */
  List<String> unknown(CommandSpec command) {
    List<String> known =
        command.options().stream()
            .filter(Environment::takesValue)
            .map(Environment::variable)
            .toList();
    return variables.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .sorted()
        .toList();
  }

  private static boolean takesValue(OptionSpec option) {
    return !option.usageHelp() && !option.versionHelp();
  }
}
