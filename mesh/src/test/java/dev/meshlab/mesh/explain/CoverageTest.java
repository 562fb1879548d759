package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.dataplane.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page that says of every field of every kind what becomes of it is what the code does. */
@Tag("slow")
class CoverageTest {

  private static final Path PAGE = Path.of("../docs/istio-coverage.md");
  private static final String UPDATE = "meshlab.update";
  private static final String COMMAND =
      "mvn -pl mesh test -Dtest=CoverageTest -D" + UPDATE + "=true";

  @Test
  void pageSaysWhatExplainSays() throws IOException {
    List<Coverage.Kind> kinds = new Coverage().kinds();

    assertThat(kinds).flatExtracting(Coverage.Kind::unexpected).isEmpty();
    assertThat(kinds)
        .flatExtracting(Coverage.Kind::rows)
        .as("fields whose sample does not hold them")
        .filteredOn(row -> row.verdicts().size() < Plane.values().length)
        .isEmpty();
    String page = CoveragePage.of(kinds, COMMAND);
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/istio-coverage.md is out of date; write it anew: " + COMMAND)
        .isEqualTo(page);
  }
}
