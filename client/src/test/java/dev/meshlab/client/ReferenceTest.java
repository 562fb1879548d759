package dev.meshlab.client;

import dev.meshlab.program.Interruption;
import dev.meshlab.program.ReferenceTable;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** The promises of docs/reference.md about the client, held against what the client does. */
class ReferenceTest {

  private static final CommandSpec CLIENT =
      ClientCommand.commandLine(
              Map.of(),
              InputStream.nullInputStream(),
              OutputStream.nullOutputStream(),
              new Interruption(Duration.ZERO))
          .getCommandSpec();

  @Test
  void tablesEveryFlagWithItsDefault() {
    new ReferenceTable("<!-- flags of the client -->").assertThatItHasTheFlagsOf(CLIENT);
  }

  @Test
  void tablesEveryExitCode() {
    new ReferenceTable("<!-- exit codes of the client -->").assertThatItHasTheExitCodesOf(CLIENT);
  }
}
