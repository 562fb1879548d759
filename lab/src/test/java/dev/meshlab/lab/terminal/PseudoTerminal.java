package dev.meshlab.lab.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pseudo-terminal, in which a program behaves as it does before a person's eyes. */
final class PseudoTerminal {

  private static final String SCRIPT =
      Path.of("src/test/resources/terminal/pseudo_terminal.py").toAbsolutePath().toString();

  private static final String CLEAR_LINE = "\r\u001b[K";

  /**
   * Everything that a program showed.
   *
   * @param bytes as they came
   * @param exitCode with which it ended
   */
  record Shown(String bytes, int exitCode) {

    /** The text that stands there in the end, with its colours: what was drawn over is gone. */
    String screen() {
      StringBuilder screen = new StringBuilder();
      for (String line : bytes.replace("\r\n", "\n").split("\n", -1)) {
        screen.append(line.substring(lastDrawn(line))).append('\n');
      }
      return screen.substring(0, screen.length() - 1);
    }

    private static int lastDrawn(String line) {
      int cleared = line.lastIndexOf(CLEAR_LINE);
      return cleared < 0 ? 0 : cleared + CLEAR_LINE.length();
    }

    /** The same without colours. */
    String text() {
      return screen().replaceAll("\u001b\\[[0-9;]*m", "");
    }
  }

  private PseudoTerminal() {}

  /**
   * Runs a command and waits for its end.
   *
   * @param directory in which to run it
   * @param columns the width of the terminal
   * @param environment beside this process's own; an empty value removes a variable
   */
  static Shown run(
      Path directory, int columns, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("python3", SCRIPT, Integer.toString(columns)));
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // A JVM says that it picked them up.
    builder.environment().put("PYTHONCOERCECLOCALE", "0"); // Else C becomes C.UTF-8 (PEP 538).
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Shown(shown, process.waitFor());
  }
}
