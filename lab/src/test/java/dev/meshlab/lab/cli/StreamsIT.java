package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sixty bidirectional streams of twenty messages each, on all planes. */
@Tag("envoy")
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsIT {
  private LabReport report;

  @BeforeAll
  void run(@TempDir Path directory) throws Exception {
    try (LabProcess lab =
        LabProcess.start(
            directory, "run", "-o=json", "--rpc=bidi", "--calls=60", "--messages=20")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      report = new LabReport(lab.json());
    }
  }

  @Test
  void staysWithOneServerForAllMessagesOfAStream() {
    assertThat(report.planes())
        .hasSize(3)
        .allSatisfy(
            plane -> {
              assertThat(plane.count("/streams/split")).isZero();
              assertThat(plane.count("/streams/outOfSequence")).isZero();
              assertThat(plane.count("/streams/missing")).isZero();
              assertThat(plane.text("verdict")).isEqualTo("agrees");
            });
  }

  @Test
  void spreadsStreamsOnEnvoy() {
    PlaneReport envoy = report.plane("envoy");

    assertThat(envoy.replies().values())
        .hasSize(3)
        .allSatisfy(streams -> assertThat(streams).isCloseTo(20, within(1L)));
    assertThat(envoy.streamMessages())
        .hasSize(3)
        .allSatisfy(
            (uuid, messages) -> assertThat(messages).isEqualTo(20 * envoy.replies().get(uuid)));
  }

  @Test
  void pinsStreamsBehindAPlainAddress() {
    PlaneReport plain = report.plane("plain");

    assertThat(plain.replies().values()).containsExactly(60L);
    assertThat(plain.streamMessages().values()).containsExactly(1200L);
  }
}
