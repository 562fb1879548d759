package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.cli.LabReport.PlaneReport;
import dev.meshlab.lab.failure.ExitCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that are not the bundled ones, and rules that point at nothing. */
@Tag("envoy")
@Timeout(240)
class ManifestsIT {
  private static final long CALLS = 1500;

  @TempDir private Path directory;

  /**
   * False alarms: each of the two verdicts once in a million runs; each bound on a count, six and a
   * half standard deviations wide, once in 1e10.
   */
  @Overlapping
  @Test
  void splitsByWeightOverSomebodyElsesPods() throws Exception {
    LabReport report = run("-f", ShopManifests.FILE.toString(), "--calls=" + CALLS);

    assertThat(report.planes())
        .hasSize(3)
        .allSatisfy(
            plane -> {
              assertThat(plane.text("target")).isEqualTo("checkout.shop.svc.cluster.local:7000");
              assertThat(plane.versions().values())
                  .containsExactlyInAnyOrder("v1", "v1", "v1", "v2", "v2");
              assertThat(plane.statuses()).containsOnly(entry("OK", CALLS));
              assertThat(plane.gaps()).isEmpty();
              assertThat(plane.text("verdict")).isEqualTo("agrees");
            });
    assertThat(report.plane("plain").replies()).hasSize(1);
    for (String plane : new String[] {"envoy", "proxyless"}) {
      assertThat(report.plane(plane).replies()).hasSize(5);
      assertThat(repliesOfV1(report.plane(plane))).isCloseTo(CALLS * 7 / 10, within(116L));
    }
  }

  /** Twenty connections drawn one by one would all land on one of five pods once in 5^19 runs. */
  @Overlapping
  @Test
  void keepsAllConnectionsOfAClientOnOnePodBehindAServiceWithAffinity() throws Exception {
    Path file =
        ShopManifests.with(
            directory,
            "  selector:\n    app: checkout\n  ports",
            "  selector:\n    app: checkout\n  sessionAffinity: ClientIP\n  ports");

    LabReport report =
        run("-f", file.toString(), "--planes=plain", "--calls=200", "--connections=20");

    assertThat(report.plane("plain").replies()).hasSize(1);
    assertThat(report.plane("plain").text("verdict")).isEqualTo("agrees");
  }

  @Overlapping
  @Test
  void playsAsManyPodsOfEachDeploymentAsAreAskedFor() throws Exception {
    LabReport report =
        run("-f", ShopManifests.FILE.toString(), "--replicas=1", "--planes=plain", "--calls=60");

    assertThat(report.plane("plain").versions().values()).containsExactlyInAnyOrder("v1", "v2");
    assertThat(report.notes())
        .containsExactly(
            "--replicas 1: every Deployment, StatefulSet and Rollout gets that many pods, whatever the"
                + " manifests say");
  }

  private static long repliesOfV1(PlaneReport plane) {
    Map<String, Long> replies = new HashMap<>(plane.replies());
    replies.keySet().removeIf(uuid -> !plane.versions().get(uuid).equals("v1"));
    return replies.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * grpc-java waits for 15 seconds before it takes a cluster for missing. False alarms: as above;
   * that none of 600 calls takes the route, which three in ten do, once in 1e92 runs.
   */
  @Overlapping
  @Test
  void failsTheCallsToASubsetThatNobodyDefines() throws Exception {
    Path file = ShopManifests.with(directory, "subset: v2", "subset: canary");

    LabReport report = failing("-f", file.toString(), "--planes=envoy,proxyless", "--calls=600");

    assertThat(report.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .contains("shop.yaml:83: spec.http[0].route[1].destination.subset: ")
                    .contains("canary"));
    assertThat(report.planes())
        .hasSize(2)
        .allSatisfy(
            plane -> {
              assertThat(plane.statuses()).containsOnlyKeys("OK", "UNAVAILABLE");
              assertThat(plane.replies()).hasSize(3);
              assertThat(repliesOfV1(plane)).isEqualTo(plane.statuses().get("OK"));
              assertThat(plane.gaps()).isEmpty();
              assertThat(plane.text("verdict")).isEqualTo("agrees");
              assertThat(plane.count("/failing/calls"))
                  .isEqualTo(plane.statuses().get("UNAVAILABLE"));
              assertThat(plane.node().at("/failing/reason").asText())
                  .contains("subset canary of checkout.shop: ");
            });
    assertThat(report.root().get("conclusion").asText())
        .startsWith("CALLS FAIL at 1 of 1 target; every plane did what its configuration says;");
  }

  @Overlapping
  @Test
  void letsCallsFailForThoseWhoStudyThem() throws Exception {
    Path file = ShopManifests.with(directory, "subset: v2", "subset: canary");

    LabReport report =
        run("-f", file.toString(), "--planes=envoy", "--calls=60", "--allow-failures");

    assertThat(report.plane("envoy").count("/failing/calls")).isPositive();
  }

  @Overlapping
  @Test
  void failsTheCallsToAHostThatDoesNotExist() throws Exception {
    Path file =
        ShopManifests.with(
            directory, "destination: {host: checkout,", "destination: {host: nowhere,");

    LabReport report = failing("-f", file.toString(), "--planes=envoy", "--calls=60");

    assertThat(report.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .contains("shop.yaml:81: spec.http[0].route[0].destination.host: ")
                    .contains("nowhere.shop.svc.cluster.local"));
    PlaneReport envoy = report.plane("envoy");
    assertThat(envoy.text("verdict")).isEqualTo("agrees");
    assertThat(envoy.statuses()).containsOnly(entry("UNAVAILABLE", 60L));
    assertThat(envoy.replies()).isEmpty();
    assertThat(envoy.gaps()).isEmpty();
  }

  private static LabReport run(String... arguments) throws Exception {
    return run(ExitCode.AS_EXPECTED, arguments);
  }

  /** A run in which calls fail that nothing asks to fail. */
  private static LabReport failing(String... arguments) throws Exception {
    return run(ExitCode.NOT_AS_EXPECTED, arguments);
  }

  private static LabReport run(int exitCode, String... arguments) throws Exception {
    LabRun run = LabRun.of(arguments);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    return run.report();
  }
}
