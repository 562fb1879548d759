package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled manifests on all planes: one run with one connection, one with thirty. */
@Tag("envoy")
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunIT {
  private static final long CALLS = 1200;

  private LabReport one;
  private LabReport thirty;

  @BeforeAll
  void run(@TempDir Path directory) throws Exception {
    one = run(Files.createDirectory(directory.resolve("one")), 1);
    thirty = run(Files.createDirectory(directory.resolve("thirty")), 30);
  }

  private static LabReport run(Path directory, int connections) throws Exception {
    try (LabProcess lab =
        LabProcess.start(
            directory, "run", "-o=json", "--calls=" + CALLS, "--connections=" + connections)) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      assertThat(lab.leftovers()).isEmpty();
      return new LabReport(lab.json());
    }
  }

  private LabReport report(int connections) {
    return connections == 1 ? one : thirty;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void measuresThreePlanesOverTheSameThreePods(int connections) {
    List<PlaneReport> planes = report(connections).planes();
    Set<String> pods = planes.get(0).versions().keySet();

    assertThat(planes)
        .extracting(plane -> plane.text("plane") + " " + plane.text("status"))
        .containsExactly("plain measured", "envoy measured", "proxyless measured");
    assertThat(pods).hasSize(3).allSatisfy(pod -> assertThat(UUID.fromString(pod)).isNotNull());
    assertThat(planes)
        .allSatisfy(plane -> assertThat(plane.versions()).containsOnlyKeys(pods))
        .allSatisfy(plane -> assertThat(plane.statuses()).containsOnly(entry("OK", CALLS)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void predictsEachPlane(int connections) {
    assertThat(report(connections).planes())
        .extracting(plane -> plane.text("verdict"))
        .containsExactly("agrees", "agrees", "agrees");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void countsTheSameCallsInEachLedger(int connections) {
    LabReport report = report(connections);

    assertThat(report.planes())
        .allSatisfy(
            plane -> {
              assertThat(plane.gaps()).isEmpty();
              assertThat(plane.ledger("client")).isEqualTo(plane.replies());
              assertThat(plane.ledger("servers")).isEqualTo(plane.replies());
            });
    assertThat(report.plane("envoy").ledger("envoy")).isEqualTo(report.plane("envoy").replies());
  }

  @Test
  void pinsOneConnectionToOnePodBehindAPlainAddress() {
    assertThat(one.plane("plain").replies().values()).containsExactly(CALLS);
  }

  /** Thirty independent draws out of three pods are all the same once in 3^29, or 7e13, runs. */
  @Test
  void drawsAPodForEachOfThirtyConnectionsBehindAPlainAddress() {
    PlaneReport plain = thirty.plane("plain");

    assertThat(plain.findings()).contains("30 of 30 connections stayed on one pod");
    assertThat(plain.replies().values()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void takesTurnsOnEnvoyHoweverManyConnectionsThereAre(int connections) {
    assertThatEach(report(connections).plane("envoy").replies().values(), CALLS / 3);
  }

  @Test
  void takesTurnsOnAProxylessConnection() {
    assertThatEach(one.plane("proxyless").replies().values(), CALLS / 3);
  }

  /** Each has a rotation of its own, so that thirty of them may differ by thirty. */
  @Test
  void takesTurnsOnEachOfThirtyProxylessConnections() {
    PlaneReport proxyless = thirty.plane("proxyless");

    assertThat(proxyless.text("test"))
        .isEqualTo("each count within 1 of an equal share on each connection");
    assertThat(proxyless.replies().values())
        .hasSize(3)
        .allSatisfy(count -> assertThat(count).isCloseTo(CALLS / 3, within(30L)));
  }

  private static void assertThatEach(Collection<Long> counts, long evenPart) {
    assertThat(counts)
        .hasSize(3)
        .allSatisfy(count -> assertThat(count).isCloseTo(evenPart, within(1L)));
  }
}
