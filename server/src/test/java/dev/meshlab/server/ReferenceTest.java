package dev.meshlab.server;

import dev.meshlab.program.ReferenceTable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** The promises of docs/reference.md about the server, held against what the server does. */
class ReferenceTest {
  private static final CommandSpec SERVER = Main.commandLine(Map.of()).getCommandSpec();

  @Test
  void tablesEveryFlagWithItsDefault() {
    new ReferenceTable("<!-- flags of the server -->").assertThatItHasTheFlagsOf(SERVER);
  }

  @Test
  void tablesEveryExitCode() {
    new ReferenceTable("<!-- exit codes of the server -->").assertThatItHasTheExitCodesOf(SERVER);
  }
}
