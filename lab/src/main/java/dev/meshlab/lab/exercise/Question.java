package dev.meshlab.lab.exercise;

import dev.meshlab.lab.anatomy.PodClaim;
import dev.meshlab.lab.expectation.Expectations;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The question that a step asks: it is about calls, about pods, or about manifests. */
public sealed interface Question {

  /** True if nothing but a cluster has the answer. */
  boolean isOfClusterAlone();

  /**
   * A question about calls: who answers them, and how they end.
   *
   * @param call the calls
   * @param changes that are made while the calls are under way; empty where nothing changes
   * @param repeats of the calls with all changes
   * @param unpredicted why the lab's own prediction does not count here; empty where it does
   * @param expectations of the calls, each of a plane
   */
  record Calls(
      Call call, List<Timed> changes, int repeats, String unpredicted, Expectations expectations)
      implements Question {

    private static final String CLUSTER = "kubernetes";

    public Calls {
      changes = List.copyOf(changes);
    }

    @Override
    public boolean isOfClusterAlone() {
      return planes().isEmpty();
    }

    /** The planes of this machine on which they are made, in their order. */
    public List<Plane> planes() {
      return Arrays.stream(Plane.values())
          .filter(plane -> expectations.planes().contains(plane.toString()))
          .toList();
    }

    /** True for calls that come in by a gateway. */
    public boolean isFromOutside() {
      return !planes().isEmpty() && planes().stream().allMatch(Plane::isEnteredFromOutside);
    }

    /** The expectations on a plane; none where the calls are not made there. */
    public Expected expected(Plane plane) {
      return expectations.on(plane.toString());
    }

    /**
     * The expectations in a cluster: its own, or those of the caller's plane; empty where the calls
     * are not made there.
     *
     * @param own the plane by which the caller calls there
     */
    public Optional<Expected> expectedInCluster(Plane own) {
      if (expectations.planes().contains(CLUSTER)) {
        return Optional.of(expectations.on(CLUSTER));
      }
      return planes().contains(own) ? Optional.of(expected(own)) : Optional.empty();
    }
  }

  /**
   * A question about the containers of pods in a cluster. No calls are made.
   *
   * @param call one that would find the pods there
   * @param claims on the containers, by workload
   */
  record Pods(Call call, Map<String, List<PodClaim>> claims) implements Question {

    public Pods {
      claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    @Override
    public boolean isOfClusterAlone() {
      return true;
    }
  }

  /**
   * A question about the manifests of the step: does a cluster refuse them? They are not applied,
   * and no calls are made.
   *
   * @param words that are part of the reason
   */
  record Refusal(String words) implements Question {

    @Override
    public boolean isOfClusterAlone() {
      return false;
    }
  }
}
