package dev.meshlab.lab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish, which picocli does not write. */
final class FishCompletion {

  private final CommandLine program;
  private final StringBuilder script = new StringBuilder();

  FishCompletion(CommandLine program) {
    this.program = program;
  }

  String script() {
    String name = program.getCommandName();
    script.append("complete -c ").append(name).append(" -e\n");
    options("__fish_use_subcommand", program.getCommandSpec());
    for (Map.Entry<String, CommandLine> command : program.getSubcommands().entrySet()) {
      CommandSpec spec = command.getValue().getCommandSpec();
      line("__fish_use_subcommand", "-f -a " + command.getKey(), description(spec));
      String inside = "__fish_seen_subcommand_from " + command.getKey();
      options(inside, spec);
      spec.positionalParameters().forEach(each -> candidates(inside, each));
    }
    return script.toString();
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
