package dev.meshlab.lab.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meshlab.lab.Overlapping;
import io.grpc.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The inputs of the golden files through a real Envoy: nothing is rejected, and calls land as they
 * landed when Envoy was given istiod's own resources (observed-envoy-1.40.0.json).
 */
@Tag("envoy")
@Timeout(120)
class GoldenOnEnvoyIT {
  private static final Path INPUTS = Path.of("../mesh/src/test/resources/golden");
  private static final Path OBSERVED =
      Path.of("src/test/resources/golden/observed-envoy-1.40.0.json");
  private static final String FAILED = "failed";

  private static final Map<String, String> PODS =
      Map.of(
          "10.10.0.1", "grpc-server-v1-a",
          "10.10.0.2", "grpc-server-v1-b",
          "10.10.0.3", "grpc-server-v2-a");

  /** Schedules, not draws: the counts repeat, but for where the rotation starts. */
  private static final Set<String> SCHEDULED =
      Set.of("dr-lb-round-robin", "dr-lb-warmup", "dr-locality-disabled", "dr-locality-distribute");

  /** All calls on one backend, and chance decides on which. */
  private static final Set<String> PINNED = Set.of("dr-hash-sourceip", "port-name-tcp");

  /** The place of a backend on the ring follows from its port, so only stickiness repeats. */
  private static final Set<String> KEYED =
      Set.of("dr-hash-header", "dr-hash-header-vs", "dr-hash-maglev", "dr-hash-ringhash");

  /**
   * Per input; with the 30 inputs that are draws, one false alarm in thirty million runs of this
   * class.
   */
  private static final double ALPHA = 1e-9;

  /** The calls to make where every call fails, after its retries: there is nothing to draw from. */
  private static final int A_FEW = 30;

  /** As many as there are tests at once. */
  private static final BlockingQueue<MeshBed> BEDS = new LinkedBlockingQueue<>();

  private static JsonNode observed;

  @BeforeAll
  static void start() throws Exception {
    BEDS.add(MeshBed.of(PODS));
    BEDS.add(MeshBed.of(PODS));
  }

  @AfterAll
  static void stop() {
    BEDS.forEach(MeshBed::close);
  }

  static Stream<String> inputs() throws IOException {
    observed = new ObjectMapper().readTree(OBSERVED.toFile()).get("observed");
    List<String> names = new ArrayList<>();
    observed.fieldNames().forEachRemaining(names::add);
    return names.stream();
  }

  @Overlapping
  @ParameterizedTest
  @MethodSource("inputs")
  void landsCallsAsIstiodsResourcesDo(String input) throws Exception {
    MeshBed bed = BEDS.take();
    try {
      landsCallsAsIstiodsResourcesDo(input, bed);
    } finally {
      BEDS.add(bed);
    }
  }

  private static void landsCallsAsIstiodsResourcesDo(String input, MeshBed bed) throws Exception {
    int rejectedBefore = bed.rejections().size();
    bed.apply(Files.readString(INPUTS.resolve(input).resolve("input.yaml")));
    Map<String, Long> expected = counts(observed.get(input));
    long calls = expected.values().stream().mapToLong(Long::longValue).sum();

    if (KEYED.contains(input)) {
      assertThat(backendsOfAKey(bed)).as("backends of one key").isEqualTo(Set.of(1));
    } else if (expected.keySet().equals(Set.of(FAILED))) {
      assertThat(counts(bed.call(A_FEW))).isEqualTo(Map.of(FAILED, (long) A_FEW));
    } else {
      compare(input, counts(bed.call((int) calls)), expected);
    }

    assertThat(bed.rejections()).hasSize(rejectedBefore);
  }

  private static Set<Integer> backendsOfAKey(MeshBed bed) throws IOException {
    Set<Integer> backends = new HashSet<>();
    for (int key = 0; key < 50; key++) {
      Metadata metadata = new Metadata();
      metadata.put(Metadata.Key.of("x-user-id", Metadata.ASCII_STRING_MARSHALLER), "user-" + key);
      backends.add(bed.call(5, metadata).replies().size());
    }
    return backends;
  }

  private static void compare(String input, Map<String, Long> ours, Map<String, Long> expected) {
    if (PINNED.contains(input)) {
      assertThat(ours.values()).containsExactlyElementsOf(expected.values());
    } else if (SCHEDULED.contains(input)) {
      assertThat(ours.keySet()).isEqualTo(expected.keySet());
      ours.forEach(
          (who, count) ->
              assertThat(count).as(who).isBetween(expected.get(who) - 1, expected.get(who) + 1));
    } else {
      assertThat(ours.keySet()).isEqualTo(expected.keySet());
      assertThat(homogeneity(ours, expected))
          .as("p-value of %s against %s", ours, expected)
          .isGreaterThan(ALPHA);
    }
  }

  /** The calls that each backend got; a backend without calls is left out. */
  private static Map<String, Long> counts(JsonNode observation) {
    Map<String, Long> counts = new TreeMap<>();
    observation
        .get("calls_per_backend")
        .properties()
        .forEach(backend -> counts.put(backend.getKey(), backend.getValue().asLong()));
    counts.put(FAILED, observation.get("errors").path("count").asLong());
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static Map<String, Long> counts(Outcome outcome) {
    Map<String, Long> counts = new TreeMap<>();
    outcome.replies().forEach((who, count) -> counts.put(who, count.longValue()));
    long failed = outcome.failures().values().stream().mapToLong(Integer::longValue).sum();
    counts.put(FAILED, failed);
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  /** Pearson's chi-squared test of two samples of one size. */
  private static double homogeneity(Map<String, Long> ours, Map<String, Long> theirs) {
    if (ours.size() < 2) {
      return 1;
    }
    double statistic =
        ours.entrySet().stream()
            .mapToDouble(
                entry -> {
                  double a = entry.getValue();
                  double b = theirs.getOrDefault(entry.getKey(), 0L);
                  return (a - b) * (a - b) / (a + b);
                })
            .sum();
    return ChiSquaredDistribution.of(ours.size() - 1).survivalProbability(statistic);
  }
}
