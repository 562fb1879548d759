package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class FlagTableTest {

  @Test
  void hasARowForEachFlagInOrder() {
    CommandSpec command =
        CommandSpec.create()
            .addOption(flag("-n", "--number").defaultValue("8").description("Some.").build())
            .addOption(flag("--end").description("As --number.", "Default: no limit.").build())
            .addOption(flag("--all").arity("0").description("Everything.").build())
            .addOption(flag("--file").type(List.class).description("Files.").build());

    assertThat(FlagTable.rows(command))
        .containsExactly(
            "| `--all` |  | Everything. |",
            "| `--end <x>` | no limit | As `--number`. |",
            "| `--file <x>` |  | Files. |",
            "| `-n`, `--number <x>` | `8` | Some. |");
  }

  private static OptionSpec.Builder flag(String name, String... names) {
    return OptionSpec.builder(name, names).paramLabel("<x>").arity("1").type(String.class);
  }
}
