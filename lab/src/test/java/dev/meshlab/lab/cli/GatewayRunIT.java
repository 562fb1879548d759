package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts that are called from outside the mesh, through a gateway's Envoy. */
@Tag("envoy")
@Timeout(240)
class GatewayRunIT {

  private static final Path FILE = Path.of("src/test/resources/manifests/gateway.yaml");
  private static final long CALLS = 300;

  /** Nothing here is left to chance: one Envoy worker rotates. */
  @Overlapping
  @Test
  void measuresEveryHostThatAGatewayAndAVirtualServiceShare() throws Exception {
    LabReport report = run("--planes=gateway", "--allow-failures");

    assertThat(report.planes())
        .extracting(plane -> plane.text("target"))
        .containsExactlyInAnyOrder(
            "plain.example.com:50051",
            "unnamed.example.com:50051",
            "simple.example.com:443",
            "any.mutual.example.com:443");
    assertThat(report.planes())
        .allSatisfy(
            plane -> {
              assertThat(plane.text("verdict")).isEqualTo("agrees");
              assertThat(plane.gaps()).isEmpty();
              if (plane.text("target").startsWith("unnamed")) {
                failsAsObservedOnEnvoy(plane);
              } else {
                assertThat(plane.statuses()).containsOnly(entry("OK", CALLS));
                assertThat(plane.replies().values()).hasSize(3).containsOnly(CALLS / 3);
              }
            });
  }

  /**
   * The gateway speaks HTTP/1.1 to a port that declares nothing; the pods' sidecars speak HTTP/2 to
   * them, as another Service says, so that only the trailers of the answers are lost.
   */
  private static void failsAsObservedOnEnvoy(PlaneReport plane) {
    assertThat(plane.statuses()).containsOnly(entry("INTERNAL", CALLS));
  }

  @Overlapping
  @Test
  void callsTheGatewayUnaskedAndOneOfItsHostsWhereThatIsNamed() throws Exception {
    LabReport report = run("--target=simple.example.com:443");

    assertThat(report.planes())
        .singleElement()
        .satisfies(plane -> assertThat(plane.text("plane")).isEqualTo("gateway"));
  }

  @Overlapping
  @Test
  void callsEachRouteOfAHostBehindWhichStandInsAnswer() throws Exception {
    LabReport report = run("--stand-in", "--target=simple.example.com:443");

    assertThat(report.planes())
        .extracting(PlaneReport::request, plane -> plane.text("verdict"))
        .containsExactly(
            tuple("testers /shop.Search/Any [x-tester=yes]", "agrees"),
            tuple("rest /meshlab.v1.EchoService/Echo []", "agrees"));
  }

  /** The gateway finds the host, and the certificate, by the name that is called. */
  @Overlapping
  @Test
  void callsAHostOfAWildcardByTheNameThatIsAskedFor() throws Exception {
    LabReport report =
        run("--target=any.mutual.example.com:443", "--authority=shop.mutual.example.com");

    assertThat(report.planes())
        .singleElement()
        .satisfies(
            plane -> {
              assertThat(plane.statuses()).containsOnly(entry("OK", CALLS));
              assertThat(plane.node().at("/request/authority").asText())
                  .isEqualTo("shop.mutual.example.com");
            });
  }

  private LabReport run(String... options) throws Exception {
    List<String> line =
        Stream.concat(Stream.of("-f", FILE.toString(), "--calls=" + CALLS), Stream.of(options))
            .toList();
    LabRun lab = LabRun.of(line.toArray(String[]::new));
    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
    return lab.report();
  }
}
