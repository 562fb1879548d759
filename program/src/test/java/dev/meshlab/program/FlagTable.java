package dev.meshlab.program;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of a command as rows of a table in Markdown: names, default, description. */
public final class FlagTable {

  private static final Pattern DEFAULT = Pattern.compile("Default: (.*?)\\.?$");

  private static final Pattern FLAG = Pattern.compile("--[a-z][a-z-]*");

  /**
   * The texts by which picocli says that there is no default: of an object, a list, a map and a
   * flag.
   */
  private static final Set<String> NOTHING = Set.of("null", "[]", "{}", "false");

  private FlagTable() {}

  /** The rows of the table, in the order of the names. */
  public static List<String> rows(CommandSpec command) {
    return command.options().stream()
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .map(FlagTable::row)
        .toList();
  }

  private static String row(OptionSpec option) {
    String description = String.join(" ", option.description());
    String does =
        FLAG.matcher(DEFAULT.matcher(description).replaceFirst("").strip()).replaceAll("`$0`");
    return "| %s | %s | %s |".formatted(names(option), cell(defaultOf(option, description)), does);
  }

  private static String names(OptionSpec option) {
    String names = "`" + String.join("`, `", Arrays.asList(option.names())) + "`";
    return option.arity().max() == 0
        ? names
        : names.substring(0, names.length() - 1) + " " + option.paramLabel() + "`";
  }

  /** The description's own words come first: they know what happens where there is no value. */
  private static String defaultOf(OptionSpec option, String description) {
    Matcher said = DEFAULT.matcher(description);
    if (said.find()) {
      return said.group(1);
    }
    String value = option.defaultValueString(true);
    return NOTHING.contains(value) ? "" : value;
  }

  /** Prose as it is, a value as code. */
  private static String cell(String text) {
    return text.isEmpty() || text.contains(" ") ? text : "`" + text + "`";
  }
}
