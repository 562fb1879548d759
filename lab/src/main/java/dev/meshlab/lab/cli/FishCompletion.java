package dev.meshlab.lab.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish, which picocli does not write. */
final class FishCompletion {

  private static final String SEEN = "__fish_seen_subcommand_from ";

  private final CommandLine program;
  private final StringBuilder script = new StringBuilder();

  FishCompletion(CommandLine program) {
    this.program = program;
  }

  String script() {
    String name = program.getCommandName();
    script.append("complete -c ").append(name).append(" -e\n");
    options("__fish_use_subcommand", program.getCommandSpec());
    commands("__fish_use_subcommand", "", program);
    return script.toString();
  }

  /**
   * @param where the condition under which the names of the commands are offered
   * @param inside the condition under which their own commands and options are, as far as it is
   *     that of the parent
   */
  private void commands(String where, String inside, CommandLine parent) {
    parent
        .getSubcommands()
        .forEach(
            (name, command) -> {
              CommandSpec spec = command.getCommandSpec();
              line(where, "-f -a " + name, description(spec));
              String own = inside + SEEN + name;
              options(own, spec);
              spec.positionalParameters().forEach(each -> candidates(own, each));
              commands(
                  own + "; and not " + SEEN + String.join(" ", command.getSubcommands().keySet()),
                  own + "; and ",
                  command);
            });
  }

  private static String description(CommandSpec spec) {
    String[] lines = spec.usageMessage().description();
    return lines.length == 0 ? "" : lines[0];
  }

  private void options(String condition, CommandSpec spec) {
    spec.options().stream().filter(option -> !option.hidden()).forEach(o -> option(condition, o));
  }

  private void option(String condition, OptionSpec option) {
    StringBuilder flags = new StringBuilder();
    for (String name : option.names()) {
      flags.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (takesValue(option)) {
      flags.append(" -r").append(values(option));
    }
    String[] lines = option.description();
    line(condition, flags.toString().strip(), lines.length == 0 ? "" : lines[0]);
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0 && !option.typeInfo().isBoolean();
  }

  private void candidates(String condition, ArgSpec argument) {
    line(condition, values(argument).strip(), "");
  }

  private static String values(ArgSpec argument) {
    List<String> values = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(values::add);
    }
    return values.isEmpty() ? "" : " -f -a " + quoted(String.join(" ", values));
  }

  private void line(String condition, String what, String description) {
    if (what.isEmpty()) {
      return;
    }
    script.append("complete -c ").append(program.getCommandName());
    script.append(" -n ").append(quoted(condition)).append(' ').append(what);
    if (!description.isEmpty()) {
      script.append(" -d ").append(quoted(description));
    }
    script.append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
