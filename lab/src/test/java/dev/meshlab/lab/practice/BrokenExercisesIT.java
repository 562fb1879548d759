package dev.meshlab.lab.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.exercise.Catalogue;
import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.report.Page;
import dev.meshlab.mesh.dataplane.Plane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exercises, each with its subject broken: it fails. */
@Tag("envoy")
@Timeout(120)
class BrokenExercisesIT {

  /** For each exercise at least once: where to run it, what to replace in it, and by what. */
  private static final String OPPOSITES =
      """
      active-health-check | envoy   | exercises/active-health-check/checks.yaml    | istio/scenarios/round-robin.yaml
      active-health-check | envoy   | {after: 600ms, notServing: server}           | {after: 600ms, serving: server}
      active-health-check | envoy   | active-health-check/without-v2.yaml          | active-health-check/checks.yaml
      active-health-check | envoy   | , exercises/active-health-check/checks-allowed.yaml] | ]
      active-health-check | envoy   | [exercises/active-health-check/checks.yaml, exercises/outlier-detection/half.yaml] | [exercises/outlier-detection/half.yaml]
      authorization       | envoy   | istio/scenarios/authorization.yaml           | istio/scenarios/round-robin.yaml
      canary              | envoy   | istio/scenarios/canary-weights.yaml          | exercises/consistent-hash/weighted.yaml
      circuit-breaker     | envoy   | concurrency: 32                              | concurrency: 1
      common-issues       | envoy   | exercises/ejection-percent/default.yaml      | exercises/outlier-detection/half.yaml
      common-issues       | envoy   | exercises/common-issues/many-connections.yaml | istio/scenarios/retries.yaml
      common-issues       | envoy   | exercises/common-issues/guide-retries.yaml    | istio/scenarios/retries.yaml
      connection-pool     | envoy   | exercises/connection-pool/tight.yaml         | istio/scenarios/round-robin.yaml
      consistent-hash     | envoy   | x-user-id: alice                             | x-user: alice
      crash               | envoy   | kill: server                                 | delete: server
      ejection-percent    | envoy   | exercises/ejection-percent/thirty.yaml       | exercises/outlier-detection/half.yaml
      faults              | envoy   | istio/scenarios/fault-abort.yaml             | istio/scenarios/retries.yaml
      faults              | envoy   | istio/scenarios/fault-delay.yaml             | istio/scenarios/round-robin.yaml
      header-canary       | envoy   | istio/scenarios/canary-header.yaml           | istio/scenarios/canary-weights.yaml
      header-canary       | envoy   | exercises/header-canary/content-type-prefix.yaml | exercises/header-canary/content-type-exact.yaml
      health-timeline     | envoy   | notServing: server                           | serving: server
      health-timeline     | envoy   | {after: 600ms, notServing: server}           | {after: 600ms, serving: server}
      ingress-gateway     | gateway | tls: distrusting                             | tls: trusting
      ingress-gateway     | gateway | tls: plain-text                              | tls: distrusting
      ingress-gateway     | gateway | exercises/ingress-gateway/wildcard.yaml      | istio/scenarios/ingress-gateway.yaml
      least-request       | envoy   | exercises/least-request/least-conn.yaml      | istio/scenarios/round-robin.yaml
      locality-distribute | envoy   | region1/zone1, region1/zone2, region1/zone3  | none
      locality-distribute | envoy   | exercises/locality-distribute/two-zones.yaml  | istio/scenarios/locality-distribute.yaml
      locality-failover   | envoy   | istio/scenarios/locality-failover.yaml       | istio/scenarios/round-robin.yaml
      mirror              | envoy   | istio/scenarios/mirror.yaml                  | istio/scenarios/canary-weights.yaml
      monitoring          | envoy   | istio/scenarios/retries.yaml                 | exercises/retry-duplicates/no-retries.yaml
      more-connections    | plain   | connections: 30                              | connections: 1
      outlier-detection   | envoy   | exercises/outlier-detection/half.yaml        | exercises/ejection-percent/thirty.yaml
      outlier-detection   | envoy   | exercises/outlier-detection/panic.yaml       | exercises/outlier-detection/all.yaml
      per-request         | envoy   | [k8s, istio]                                 | [k8s, istio/scenarios/hash-source-ip.yaml]
      per-try-timeout     | envoy   | per-try-timeout/reset.yaml                   | per-try-timeout/statuses.yaml
      pinned              | plain   | from: client-standalone}                     | from: client-standalone, connections: 30}
      protocol-selection  | envoy   | server-tcp                                   | server-http2
      protocol-selection  | envoy   | server-app-tcp                               | server-app-grpc
      protocol-selection  | gateway | exercises/protocol-selection/gateway-api-port.yaml | exercises/protocol-selection/gateway-http2.yaml
      response-flags      | envoy   | exercises/response-flags/no-cluster.yaml     | istio/scenarios/round-robin.yaml
      response-flags      | envoy   | deadline: 300ms                              | deadline: 20s
      response-flags      | envoy   | disconnect: client                           | serving: server
      retries             | envoy   | istio/scenarios/retries.yaml                 | exercises/retry-duplicates/no-retries.yaml
      retries             | envoy   | midway-error-code-14                         | error-code-14
      retries             | envoy   | exercises/retries/wrong-host.yaml            | istio/scenarios/round-robin.yaml
      retry-duplicates    | envoy   | late-error-code-14                           | error-code-14
      retry-duplicates    | envoy   | istio/scenarios/round-robin.yaml             | exercises/retry-duplicates/no-retries.yaml
      rolling-restart     | envoy   | restart: server                              | kill: server
      round-robin         | envoy   | istio/scenarios/round-robin.yaml             | istio/scenarios/random.yaml
      scale-out           | envoy   | scale: {server: 4}                           | scale: {server: 3}
      streaming           | plain   | exercises/streaming/connection-age.yaml      | k8s
      strict-mtls         | plain   | istio/scenarios/strict-mtls.yaml             | istio/scenarios/round-robin.yaml
      strict-mtls         | envoy   | {from: client}                               | {from: client, oneSidecar: true}
      subset-policies     | envoy   | [exercises/subset-policies/all-to-v2.yaml    | [istio/scenarios/canary-weights.yaml, exercises/subset-policies/all-to-v2.yaml
      timeouts            | envoy   | exercises/timeouts/prefix.yaml               | exercises/timeouts/exact.yaml
      two-sidecars        | envoy   | oneSidecar: true                             | oneSidecar: false
      workers             | envoy   | istio/scenarios/round-robin.yaml             | istio/scenarios/random.yaml
      zone-pinning        | envoy   | exercises/zone-pinning/outlier-detection.yaml | istio/scenarios/outlier-detection.yaml
      """;

  @TempDir private Path directory;

  /** A missed expectation counts, and not an exercise that could not be run. */
  @Overlapping
  @ParameterizedTest(name = "{0} with {3}")
  @CsvSource(delimiter = '|', textBlock = OPPOSITES)
  void failWhereTheirSubjectIsBroken(String name, String plane, String right, String wrong)
      throws Exception {
    String text = Files.readString(ShortPractice.EXERCISES.resolve(name).resolve("exercise.yaml"));
    assertThat(text).contains(right);
    Path folder = Files.createDirectory(directory.resolve(name));
    Files.writeString(folder.resolve("exercise.yaml"), text.replace(right, wrong));
    Exercise broken = Catalogue.read(directory).exercises().get(0);
    Exercise whole = Catalogue.read(ShortPractice.EXERCISES).named(List.of(name)).get(0);

    ExerciseResult result =
        ShortPractice.run(onlyWhatDiffers(broken, whole), Set.of(Plane.of(plane).orElseThrow()));

    assertThat(result.steps())
        .as(PracticeText.of(result, Page.plain(100)))
        .flatExtracting(StepResult::planes)
        .filteredOn(measured -> measured.outcome() == PlaneResult.Outcome.FAILED)
        .isNotEmpty()
        .noneMatch(measured -> measured.met().isEmpty());
  }

  /** The steps that are as they were hold, as {@code ExercisesIT} shows. */
  private static Exercise onlyWhatDiffers(Exercise broken, Exercise whole) {
    List<Step> steps =
        broken.manifests().equals(whole.manifests())
            ? broken.steps().stream()
                .filter(step -> whole.steps().stream().noneMatch(step::isLike))
                .toList()
            : broken.steps();
    return new Exercise(
        broken.name(), broken.title(), broken.corrects(), broken.manifests(), steps, broken.file());
  }

  @Test
  void areAllBroken() {
    assertThat(OPPOSITES.lines().map(line -> line.split(" ", 2)[0]).distinct())
        .containsExactlyElementsOf(
            new TreeSet<>(ExercisesIT.onThisMachine().stream().map(Exercise::name).toList()));
  }
}
