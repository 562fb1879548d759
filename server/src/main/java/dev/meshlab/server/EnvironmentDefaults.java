package dev.meshlab.server;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option can be given by an environment variable: {@code --shutdown-delay} by
 * MESHLAB_SHUTDOWN_DELAY.
 */
record EnvironmentDefaults(Map<String, String> environment) implements IDefaultValueProvider {
  /** Null, as the interface wants it, where the environment says nothing. */
  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option && takesValue(option)
        ? environment.get(variable(option))
        : null;
  }

  /** MESHLAB_VERSION and MESHLAB_HELP, where they are set, mean something else. */
  private static boolean takesValue(OptionSpec option) {
    return !option.usageHelp() && !option.versionHelp();
  }

  static String variable(OptionSpec option) {
    String name = option.longestName().substring("--".length());
    return "MESHLAB_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** As an error names an option, since either of the two may have set it. */
  static String bothNames(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " (" + variable(option) + ")"
        : argument.paramLabel();
  }
}
