package dev.meshlab.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** The output of the command in this process, for runs that end by themselves. */
record Transcript(int exitCode, String out, String err) {
  static Transcript of(Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine(environment)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Transcript(exitCode, out.toString(), err.toString());
  }
}
