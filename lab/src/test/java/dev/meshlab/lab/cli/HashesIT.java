package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls with and without a key, through a real Envoy and grpc-java. */
@Tag("envoy")
@Timeout(240)
class HashesIT {

  private static final String RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: server, namespace: service-mesh-lab}
      spec:
        host: server
        trafficPolicy: {loadBalancer: {consistentHash: {%s}}}
      """;

  @TempDir private Path directory;

  /** Three connections are all on one pod once in nine runs, so only the models are compared. */
  @Overlapping
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          httpHeaderName: x-user          | x-user=u1 | consistent hash    | consistent hash
          httpHeaderName: X-User          | x-user=u1 | consistent hash    | consistent hash
          httpHeaderName: x-user          | x=1       | hash, no key       | hash, no key
          useSourceIp: true               | x=1       | consistent hash    | hash, no key
          'httpCookie: {name: u, ttl: 1m}'| x=1       | hash of connection | hash, no key
          'httpCookie: {name: u, ttl: 1m}'| cookie=u=7 | consistent hash   | hash, no key
          """)
  void goWhereTheirModelSays(String hash, String metadata, String envoy, String proxyless)
      throws Exception {
    Path rule = Files.writeString(directory.resolve("rule.yaml"), RULE.formatted(hash));
    LabRun lab =
        LabRun.of(
            "-f=../k8s",
            "-f=" + rule,
            "--planes=envoy,proxyless",
            "--calls=600",
            "--connections=3",
            "--metadata=" + metadata);
    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
    LabReport report = lab.report();

    assertThat(model(report.plane("envoy"))).isEqualTo(envoy);
    assertThat(model(report.plane("proxyless"))).isEqualTo(proxyless);
    assertThat(report.planes())
        .allSatisfy(plane -> assertThat(plane.text("verdict")).isEqualTo("agrees"));
  }

  private static String model(PlaneReport plane) {
    return plane.node().at("/prediction/model").asText();
  }
}
