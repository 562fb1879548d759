package dev.meshlab.lab.process;

import java.util.List;
import java.util.Map;

/**
 * A program to start in a {@link Sandbox}.
 *
 * @param name what messages call it, and the name of its log file; unique within a sandbox
 * @param line the program and its arguments
 * @param environment what the program finds besides {@code PATH}, {@code HOME} and the like;
 *     nothing else of the lab's own environment reaches it
 * @param output where its standard output goes; standard error always goes to the log
 */
public record Command(
    String name, List<String> line, Map<String, String> environment, Output output) {

  /** The destination of a program's standard output. */
  public enum Output {
    /** Into the log, between the lines of standard error. */
    LOG,
    /** To {@link ChildProcess#output()}, which must be read to its end. */
    READ
  }

  public Command {
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
  }

  public static Command of(String name, List<String> line) {
    return new Command(name, line, Map.of(), Output.LOG);
  }

  public Command withEnvironment(Map<String, String> added) {
    return new Command(name, line, added, output);
  }

  public Command withOutput(Output to) {
    return new Command(name, line, environment, to);
  }
}
