package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes that do something else with calls than forward them. */
@Tag("envoy")
@Timeout(240)
class DetoursIT {

  private static final Path FILE = Path.of("src/test/resources/manifests/detours.yaml");
  private static final long CALLS = 400;

  /** The draws raise a false alarm at most four times in a million runs. */
  @Test
  void arePredictedAsEnvoyAndGrpcJavaTakeThem() throws Exception {
    LabReport report = run();

    assertThat(report.planes())
        .extracting(DetoursIT::service, plane -> plane.text("plane"), DetoursIT::failure)
        .containsExactlyInAnyOrder(
            tuple("aborted", "envoy", "PERMISSION_DENIED"),
            tuple("aborted", "proxyless", "PERMISSION_DENIED"),
            tuple("aborted-at-times", "envoy", "RESOURCE_EXHAUSTED"),
            tuple("aborted-at-times", "proxyless", "RESOURCE_EXHAUSTED"),
            tuple("answered", "envoy", "UNAUTHENTICATED"),
            tuple("answered", "proxyless", "UNAUTHENTICATED"),
            tuple("mirrored", "envoy", ""),
            tuple("mirrored", "proxyless", ""),
            tuple("mirrored-on-itself", "envoy", ""),
            tuple("mirrored-on-itself", "proxyless", ""),
            tuple("redirected", "envoy", "UNKNOWN"),
            tuple("redirected", "proxyless", "UNKNOWN"));
    assertThat(report.planes())
        .allSatisfy(
            plane -> {
              assertThat(plane.text("verdict")).as(plane.node().toString()).isEqualTo("agrees");
              assertThat(plane.gaps()).isEmpty();
            });
  }

  private static String service(PlaneReport plane) {
    return plane.text("target").replaceFirst("\\..*", "");
  }

  /** The one status beside OK. */
  private static String failure(PlaneReport plane) {
    return plane.statuses().keySet().stream()
        .filter(status -> !status.equals("OK"))
        .reduce((one, other) -> one + " " + other)
        .orElse("");
  }

  private LabReport run() throws Exception {
    LabRun lab =
        LabRun.of(
            "-f",
            FILE.toString(),
            "--calls=" + CALLS,
            "--planes=envoy,proxyless",
            "--target=aborted.shop:50051",
            "--target=aborted-at-times.shop:50051",
            "--target=answered.shop:50051",
            "--target=mirrored.shop:50051",
            "--target=mirrored-on-itself.shop:50051",
            "--target=redirected.shop:50051");
    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
    return lab.report();
  }
}
