package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that stand for something other than a virtual IP: the pods' addresses, or another name. */
@Tag("envoy")
@Timeout(240)
class ServiceNamesIT {

  private static final long CALLS = 300;
  private static final int PODS = 3;

  @TempDir private Path directory;

  @Overlapping
  @ParameterizedTest
  @ValueSource(strings = {"plain", "envoy"})
  void allCallsToAHeadlessServiceGoToOnePodByPickFirst(String name) throws Exception {
    PlaneReport plane = headless(name, "pick_first");

    assertThat(plane.text("verdict")).isEqualTo("agrees");
    assertThat(plane.ledger("client").values()).containsExactly(CALLS);
  }

  /** Of proxyless gRPC, the policy is that of xDS, whatever the client asks for. */
  @Overlapping
  @ParameterizedTest
  @CsvSource({"plain, round_robin", "envoy, round_robin", "proxyless, pick_first"})
  void callsToAHeadlessServiceAreSpreadEvenly(String name, String lbPolicy) throws Exception {
    PlaneReport plane = headless(name, lbPolicy);

    assertThat(plane.text("verdict")).isEqualTo("agrees");
    assertThat(plane.ledger("client").values())
        .hasSize(PODS)
        .allMatch(served -> Math.abs(served - CALLS / PODS) <= 1);
    assertThat(plane.gaps()).isEmpty();
  }

  /** The pods take mutual TLS alone, and the rule balances nothing. */
  @Overlapping
  @Test
  void subsetsOfAHeadlessServiceLeadToThePodThatTheClientDialled() throws Exception {
    PlaneReport envoy =
        run(
                HEADLESS
                    + """
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: DestinationRule
                    metadata: {name: shop}
                    spec:
                      host: shop
                      trafficPolicy: {loadBalancer: {simple: RANDOM}}
                      subsets: [{name: none, labels: {app: other}}]
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: shop}
                    spec: {hosts: [shop], http: [{route: [{destination: {host: shop, subset: none}}]}]}
                    ---
                    apiVersion: security.istio.io/v1
                    kind: PeerAuthentication
                    metadata: {name: shop}
                    spec: {mtls: {mode: STRICT}}
                    """,
                "--planes=envoy",
                "--connections=8")
            .plane("envoy");

    assertThat(envoy.text("verdict")).isEqualTo("agrees");
    assertThat(envoy.statuses()).containsOnly(entry("OK", CALLS));
    assertThat(envoy.gaps()).isEmpty();
  }

  @Overlapping
  @Test
  void routeToAnExternalNameReachesThePodsOfItsTarget() throws Exception {
    LabReport report =
        run(
            """
            spec: {clusterIP: 10.96.0.7, selector: {app: shop}, ports: [{name: grpc, port: 7100}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: alias}
            spec:
              type: ExternalName
              externalName: shop.default.svc.cluster.local
              ports: [{name: grpc, port: 7100}]
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop}
            spec: {hosts: [shop], http: [{route: [{destination: {host: alias}}]}]}
            """,
            "--planes=envoy,proxyless");

    for (PlaneReport plane : report.planes()) {
      assertThat(plane.text("verdict")).as(plane.text("plane")).isEqualTo("agrees");
      assertThat(plane.statuses()).containsOnly(entry("OK", CALLS));
      assertThat(plane.ledger("servers")).hasSize(PODS);
    }
  }

  private PlaneReport headless(String plane, String policy)
      throws IOException, InterruptedException {
    return run(HEADLESS, "--planes=" + plane, "--lb-policy=" + policy, "--connections=1")
        .plane(plane);
  }

  private LabReport run(String service, String... flags) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("m.yaml"), PODS_AND_SERVICE + service);
    List<String> arguments = new ArrayList<>(List.of("-f", file.toString(), "--calls=" + CALLS));
    arguments.addAll(List.of(flags));
    LabRun lab = LabRun.of(arguments.toArray(String[]::new));
    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
    return lab.report();
  }

  private static final String HEADLESS =
      """
      spec: {clusterIP: None, selector: {app: shop}, ports: [{name: grpc, port: 7100}]}
      """;

  private static final String PODS_AND_SERVICE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        replicas: 3
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: service-mesh-lab/server, args: [--port=7100]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop}
      """;
}
