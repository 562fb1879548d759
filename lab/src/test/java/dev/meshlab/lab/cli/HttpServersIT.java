package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls of gRPC that are led to the HTTP/1.1 server of a pod which has a port for gRPC, too: by the
 * port of a Service, and by a share of a route.
 */
@Tag("envoy")
@Timeout(240)
class HttpServersIT {

  private static final int CALLS = 300;

  private static final String PODS =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {istio-injection: %s}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec:
            containers:
            - name: cart
              image: registry.example/cart:1
              ports: [{name: http, containerPort: 8080}, {name: grpc, containerPort: 9000}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {app: cart}
        ports:
        - {name: grpc, port: 50051, targetPort: %s}
        - {name: http, port: 80, targetPort: http}
      """;

  private static final String ROUTES =
      """
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: cart, namespace: shop}
      spec:
        hosts: [cart]
        http:
        - route:
          - {destination: {host: cart, port: {number: 50051}}, weight: 60}
          - {destination: {host: cart, port: {number: 80}}, weight: 40}
          mirror: {host: cart, port: {number: 80}}
      """;

  @TempDir private Path directory;

  @Overlapping
  @Test
  void areAnErrorOfTheConnectionToAClientWithoutProxies() throws Exception {
    LabReport report = run(PODS.formatted("disabled", "8080"));

    assertEnd(report.plane("plain"), "INTERNAL");
    assertEnd(report.plane("proxyless"), "INTERNAL");
  }

  @Overlapping
  @Test
  void breakTheProtocolForAProxy() throws Exception {
    LabReport report = run(PODS.formatted("enabled", "8080"));

    assertEnd(report.plane("plain"), "UNAVAILABLE");
    assertEnd(report.plane("envoy"), "UNAVAILABLE");
  }

  @Overlapping
  @Test
  void answerThatTheyHaveNoSuchPageWhereTheProxySpeaksTheirProtocol() throws Exception {
    LabReport report = run(PODS.formatted("enabled", "grpc") + ROUTES);

    assertEnd(report.plane("plain"), "OK");
    assertEnd(report.plane("envoy"), "OK", "UNIMPLEMENTED");
    assertEnd(report.plane("proxyless"), "OK", "UNIMPLEMENTED");
  }

  private static void assertEnd(PlaneReport plane, String... statuses) {
    assertThat(plane.text("verdict")).as(plane.text("plane")).isEqualTo("agrees");
    assertThat(plane.statuses()).as(plane.text("plane")).containsOnlyKeys(statuses);
    assertThat(plane.gaps()).as(plane.text("plane")).isEmpty();
  }

  private LabReport run(String manifests) throws Exception {
    Path file = directory.resolve("m.yaml");
    Files.writeString(file, manifests);
    LabRun lab =
        LabRun.of("--stand-in", "-f=" + file, "--target=cart.shop:50051", "--calls=" + CALLS);
    assertThat(lab.exitCode()).as(lab.report().toString()).isEqualTo(3);
    return lab.report();
  }
}
