package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTableTest {

  @TempDir private Path directory;
  private Path page;

  @BeforeEach
  void writePage() throws IOException {
    page = directory.resolve("reference.md");
    Files.writeString(
        page,
        """
        | before | it |
        |---|---|
        | a | b |

        <!-- flags of meshlab run -->
        Words between.
        | flag | does |
        |---|---|
        | `-a` | one |
        | `-b` | two |

        | after | it |
        |---|---|
        """);
  }

  private ReferenceTable table() {
    return new ReferenceTable(page, "<!-- flags of meshlab run -->");
  }

  @Test
  void hasTheRowsOfTheFirstTableAfterItsLine() {
    assertThat(table().rows()).containsExactly("| `-a` | one |", "| `-b` | two |");
  }

  @Test
  void isWrittenAnewWithNothingElseTouched() throws IOException {
    String before = Files.readString(page);

    table().write(List.of("| `-c` | three |"));

    assertThat(page)
        .hasContent(before.replace("| `-a` | one |\n| `-b` | two |", "| `-c` | three |"));
  }
}
