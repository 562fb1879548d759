package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.client.report.Interval;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClientRecordsTest {

  private static final String CONFIG = "{\"type\":\"config\",\"version\":\"1\"}\n";
  private static final String WARM_UP = "{\"type\":\"warmUp\",\"calls\":7,\"ok\":7}\n";
  private static final String INTERVAL = "{\"type\":\"interval\",\"endSeconds\":1.5}\n";
  private static final String REPORT =
      "{\"type\":\"report\",\"started\":\"2026-11-01T12:00:00Z\",\"replies\":{\"u1\":9}}\n";

  private final ClientRecords records = new ClientRecords();

  @Test
  void bringTheReportBehindTheStepsBeforeIt() {
    read(CONFIG + WARM_UP + INTERVAL + REPORT);
    List<Interval> intervals = new ArrayList<>();

    records.awaitStart();
    assertThat(records.warmUp().calls()).isEqualTo(7);
    assertThat(records.report(intervals::add).replies()).containsEntry("u1", 9L);
    assertThat(intervals).hasSize(1);
  }

  @Test
  void quoteTheEndOfTheLogOfAClientThatFailed() {
    read("NOTE: Picked up JDK_JAVA_OPTIONS\nmeshlab-client: --calls: 'x' is not a number\n");
    assertThatThrownBy(records::awaitStart)
        .isInstanceOf(ClusterFailed.class)
        .hasMessageContaining("--calls: 'x' is not a number");
  }

  @Test
  void areNotWaitedForOnceTheRunIsInterrupted() {
    records.stopWith(CompletableFuture.completedFuture(null));
    assertThatThrownBy(records::awaitStart).isInstanceOf(CancellationException.class);
  }

  @Test
  void bringTheReportOfARunThatIsInterrupted() {
    records.stopWith(CompletableFuture.completedFuture(null));
    read(REPORT);
    assertThat(records.report(interval -> {}).ok()).isEqualTo(9);
  }

  private void read(String log) {
    records.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
  }
}
