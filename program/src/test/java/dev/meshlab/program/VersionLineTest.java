package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class VersionLineTest {

  @Command(name = "example", mixinStandardHelpOptions = true, versionProvider = VersionLine.class)
  private static final class Example {}

  @Test
  void namesTheProgram() {
    StringWriter out = new StringWriter();

    new CommandLine(new Example()).setOut(new PrintWriter(out)).execute("--version");

    assertThat(out.toString().strip()).isEqualTo("example " + Version.current());
  }
}
