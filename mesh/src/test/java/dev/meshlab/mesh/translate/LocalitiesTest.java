package dev.meshlab.mesh.translate;

import static dev.meshlab.mesh.Meshes.destinationRule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.loopback.GrpcJavaDeviations;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Priorities and weights that a caller in r1/z1/s1 gives to: two pods in its subzone (one of them
 * in version v2), one in each of r1/z1/s2, r1/z2 and r3/z1, and three in r2/z1.
 */
class LocalitiesTest {

  private static final ClientWorkload CALLER =
      new ClientWorkload("default", Map.of("version", "v1"), Locality.parse("r1/z1/s1"));

  private static final String OUTLIERS = "outlierDetection: {}";

  @ParameterizedTest
  @CsvSource({
    // the policy, then priority:endpoints*weight of r1/z1/s1, r1/z1/s2, r1/z2, r2/z1 and r3/z1
    "'connectionPool: {http: {maxRetries: 1}}', 0:2*2 0:1*1 0:1*1 0:3*3 0:1*1",
    "'outlierDetection: {}', 0:2*2 1:1*1 2:1*1 3:3*3 3:1*1",
    "'loadBalancer: {localityLbSetting: {failover: [{from: r1, to: r3}]}}', 0:2*2 0:1*1 0:1*1 0:3*3 0:1*1",
  })
  void withoutChoice(String policy, String expected) {
    assertThat(groups("", policy)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'failover: [{from: r1, to: r3}]', 0:2*2 1:1*1 2:1*1 4:3*3 3:1*1",
    "'failover: [{from: r9, to: r3}]', 0:2*2 1:1*1 2:1*1 3:3*3 3:1*1",
    "'enabled: false', 0:2*2 0:1*1 0:1*1 0:3*3 0:1*1",
    "'failoverPriority: [topology.kubernetes.io/region]', 0:2*2 0:1*1 0:1*1 1:3*3 1:1*1",
    "'failoverPriority: [topology.kubernetes.io/region=r2]', 1:2*2 1:1*1 1:1*1 0:3*3 1:1*1",
    "'failoverPriority: [topology.kubernetes.io/region, version]', 0:1*1 1:1*1 0:1*1 0:1*1 2:3*3 2:1*1",
    "'failoverPriority: [absent], failover: [{from: r1, to: r3}]', 0:2*2 1:1*1 2:1*1 4:3*3 3:1*1",
  })
  void failover(String setting, String expected) {
    assertThat(groups("", "loadBalancer: {localityLbSetting: {" + setting + "}}, " + OUTLIERS))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'from: r1, to: {r1: 80, r2: 20}', 0:2*40 0:1*20 0:1*20 0:3*20 0:0*1",
    "'from: r1/*, to: {r1/z1/*: 70, r1/z2/*: 30}', 0:2*47 0:1*24 0:1*30 0:0*3 0:0*1",
    "'from: r1/z1/*, to: {\"*\": 100}', 0:2*25 0:1*13 0:1*13 0:3*38 0:1*13",
    "'from: r1/z9, to: {r1: 100}', 0:2*2 0:1*1 0:1*1 0:3*3 0:1*1",
    "'from: r1/z1/s1, to: {r2/z1: 100}', 0:0*2 0:0*1 0:0*1 0:3*100 0:0*1",
  })
  void distribution(String rule, String expected) {
    assertThat(groups("", "loadBalancer: {localityLbSetting: {distribute: [{" + rule + "}]}}"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "PreferClose, 0:2*2 0:1*1 1:1*1 2:3*3 2:1*1",
    "PreferSameZone, 0:2*2 0:1*1 1:1*1 2:3*3 2:1*1",
    "PreferSameNode, 0:2*2 1:1*1 2:1*1 3:3*3 3:1*1",
  })
  void trafficDistribution(String distribution, String expected) {
    assertThat(
            groups(
                "trafficDistribution: " + distribution, "connectionPool: {http: {maxRetries: 1}}"))
        .isEqualTo(expected);
  }

  @Test
  void ruleComesBeforeTheServicesTrafficDistribution() {
    String off = "loadBalancer: {localityLbSetting: {enabled: false}}";

    assertThat(groups("trafficDistribution: PreferClose", off))
        .isEqualTo("0:2*2 0:1*1 0:1*1 0:3*3 0:1*1");
  }

  @ParameterizedTest
  @CsvSource({
    "'enabled: true', 0:2*2 0:1*1 0:1*1 1:3*3 1:1*1",
    "'failover: [{from: r1, to: r3}]', 0:2*2 0:1*1 0:1*1 2:3*3 1:1*1",
    "'enabled: false', 0:2*2 0:1*1 0:1*1 0:3*3 0:1*1",
  })
  void zoneAware(String setting, String expected) {
    assertThat(groups("", "loadBalancer: {zoneAwareLbSetting: {" + setting + "}}"))
        .isEqualTo(expected);
  }

  @Test
  void grpcJavaGetsPrioritiesWithoutAGap() {
    String policy =
        "loadBalancer: {localityLbSetting: {failover: [{from: r1, to: r3}]}}, " + OUTLIERS;
    Resources resources = ProxylessView.translate(mesh("", policy), CALLER);
    Resources without =
        new Resources(
            resources.clusters(),
            resources.endpoints().stream()
                .map(
                    e ->
                        e.toBuilder()
                            .setEndpoints(0, e.getEndpoints(0).toBuilder().clearLbEndpoints())
                            .build())
                .toList(),
            resources.listeners(),
            resources.routes());

    assertThat(GrpcJavaDeviations.adapt(without).resources().endpoints().get(0).getEndpointsList())
        .extracting(LocalityLbEndpoints::getPriority)
        .containsExactly(0, 1, 3, 2);
  }

  private static String groups(String service, String policy) {
    return SidecarView.translate(mesh(service, policy), CALLER)
        .endpoints()
        .get(0)
        .getEndpointsList()
        .stream()
        .map(LocalitiesTest::shown)
        .collect(Collectors.joining(" "));
  }

  private static String shown(LocalityLbEndpoints group) {
    return group.getPriority()
        + ":"
        + group.getLbEndpointsCount()
        + "*"
        + group.getLoadBalancingWeight().getValue();
  }

  private static Mesh mesh(String service, String policy) {
    return Meshes.of(
        "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {clusterIP: 10.96.0.1,"
            + " selector: {app: a}, ports: [{name: grpc, port: 80}], "
            + service
            + "}}",
        pods("near", 1, "r1.z1.s1", "v1"),
        pods("newer", 1, "r1.z1.s1", "v2"),
        pods("beside", 1, "r1.z1.s2", "v1"),
        pods("zone", 1, "r1.z2", "v1"),
        pods("region", 3, "r2.z1", "v1"),
        pods("far", 1, "r3.z1", "v1"),
        destinationRule("d", "host: a, trafficPolicy: {" + policy + "}"));
  }

  private static String pods(String name, int replicas, String locality, String version) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %s}
        spec:
          replicas: %d
          selector: {matchLabels: {app: a}}
          template:
            metadata: {labels: {app: a, istio-locality: %s, version: %s}}
            spec: {containers: [{name: a, image: a}]}
        """
        .formatted(name, replicas, locality, version);
  }
}
