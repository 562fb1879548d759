package dev.meshlab.lab.behaviour;

import dev.meshlab.lab.controlplane.RejectedConfiguration;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Manifests that change, and how long a change takes to reach calls: the main method measures that;
 * {@code scripts/benchmark live-change} runs it and docs/performance.md has the result.
 */
final class LiveChange {
  static final Map<String, String> PODS =
      Map.of("10.10.0.1", "a", "10.10.0.2", "b", "10.10.0.3", "c");

  private static final int CHANGES = 200;

  private LiveChange() {}

  static String weights(int v1, int v2) {
    return SampleMesh.YAML
        + """
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: grpc-server, namespace: default}
        spec:
          host: grpc-server
          subsets:
          - {name: v1, labels: {version: v1}}
          - {name: v2, labels: {version: v2}}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: grpc-server, namespace: default}
        spec:
          hosts: [grpc-server]
          http:
          - route:
            - {destination: {host: grpc-server, subset: v1}, weight: %d}
            - {destination: {host: grpc-server, subset: v2}, weight: %d}
        """
            .formatted(v1, v2);
  }

  static String onlySubset(String name) {
    return SampleMesh.YAML
        + """
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: grpc-server, namespace: default}
        spec:
          host: grpc-server
          subsets:
          - {name: %1$s, labels: {app: grpc-server}}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: grpc-server, namespace: default}
        spec:
          hosts: [grpc-server]
          http:
          - route:
            - {destination: {host: grpc-server, subset: %1$s}}
        """
            .formatted(name);
  }

  /** From the changed manifests to the first call that follows them, in milliseconds. */
  public static void main(String[] arguments) throws Exception {
    double[] first = new double[CHANGES];
    double[] live = new double[CHANGES];
    double[] refused = new double[CHANGES];
    try (MeshBed bed = MeshBed.of(PODS)) {
      bed.apply(weights(100, 0));
      for (int change = 0; change < CHANGES; change++) {
        boolean toC = change % 2 == 0;
        String yaml = toC ? weights(0, 100) : weights(100, 0);
        bed.call(20);
        long start = System.nanoTime();
        Resources changed = bed.translate(yaml);
        bed.publishWithoutWaiting(changed);
        while (bed.call(1).replies().containsKey("c") != toC) {
          Thread.onSpinWait();
        }
        first[change] = millisSince(start);
        bed.publish(changed);
        live[change] = millisSince(start);
        refused[change] = refuse(bed, changed);
      }
    }
    print("first call on the new rules", first);
    print("acknowledged by every type", live);
    print("refused, with Envoy's reason", refused);
  }

  /** The time until Envoy's refusal of a change comes back; what was in force is in force again. */
  private static double refuse(MeshBed bed, Resources inForce) throws InterruptedException {
    long start = System.nanoTime();
    try {
      bed.publish(withBadRegex(inForce));
      throw new AssertionError("Envoy has taken a regular expression that is none");
    } catch (RejectedConfiguration refused) {
      double millis = millisSince(start);
      bed.publish(inForce);
      return millis;
    }
  }

  private static Resources withBadRegex(Resources resources) {
    RouteConfiguration.Builder routes = resources.routes().get(0).toBuilder();
    routes
        .getVirtualHostsBuilder(0)
        .getRoutesBuilder(0)
        .getMatchBuilder()
        .setSafeRegex(RegexMatcher.newBuilder().setRegex("["));
    return new Resources(
        resources.clusters(),
        resources.endpoints(),
        resources.listeners(),
        List.of(routes.build()));
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    List<Integer> percentiles = List.of(50, 95, 100);
    StringBuilder row = new StringBuilder("%-28s".formatted(what));
    percentiles.forEach(
        p -> row.append("  p%d %.1f ms".formatted(p, millis[(millis.length - 1) * p / 100])));
    System.out.println(row);
  }
}
