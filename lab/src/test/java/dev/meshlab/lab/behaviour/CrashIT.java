package dev.meshlab.lab.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status.Code;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that ends behind a sidecar that lives: the sidecar still takes connections, so the
 * client's proxy sees an answer, UNAVAILABLE, where without a sidecar it sees a connection fail.
 */
@Tag("envoy")
@Timeout(120)
class CrashIT {
  private static final String C = "10.10.0.3";

  private static final String PLAIN_TEXT =
      """
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: {name: default, namespace: default}
      spec: {mtls: {mode: DISABLE}}
      ---
      """;

  private static final String CONNECT_FAILURE =
      "retries: {attempts: 2, retryOn: 'connect-failure,refused-stream'}";
  private static final String OFF = "retries: {attempts: 0}";

  private MeshBed bed;

  @BeforeEach
  void start() throws Exception {
    bed = MeshBed.behindSidecars(Map.of("10.10.0.1", "a", "10.10.0.2", "b", C, "c"));
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private static String rules(String retries, String outlierDetection) {
    return """
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: grpc-server, namespace: default}
        spec: {hosts: [grpc-server], http: [{route: [{destination: {host: grpc-server}}], %s}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: grpc-server, namespace: default}
        spec: {host: grpc-server, trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN, localityLbSetting: {enabled: false}} %s}}
        """
        .formatted(retries, outlierDetection);
  }

  private void apply(String retries, String outlierDetection) throws Exception {
    bed.apply(PLAIN_TEXT + SampleMesh.YAML + rules(retries, outlierDetection));
  }

  private void apply(String retries) throws Exception {
    apply(retries, "");
  }

  @Test
  void isNoLossWithTheDefaultRetries() throws Exception {
    apply("timeout: 10s");
    assertThat(bed.call(30).replies()).isEqualTo(Map.of("a", 10, "b", 10, "c", 10));

    bed.backend(C).kill();
    Outcome outcome = bed.call(90);

    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.replies().keySet()).isEqualTo(Set.of("a", "b"));
  }

  @Test
  void isALossWhereConnectFailuresAloneAreRetried() throws Exception {
    apply(CONNECT_FAILURE);
    bed.backend(C).kill();

    assertThat(bed.call(90).failures()).isEqualTo(Map.of(Code.UNAVAILABLE, 30));
  }

  @Test
  void countsForOutlierDetection() throws Exception {
    apply(OFF, ", outlierDetection: {consecutive5xxErrors: 4, maxEjectionPercent: 100}");
    bed.backend(C).kill();

    Outcome outcome = bed.call(90);

    assertThat(outcome.failures()).isEqualTo(Map.of(Code.UNAVAILABLE, 4));
    assertThat(outcome.replies().keySet()).isEqualTo(Set.of("a", "b"));
  }

  /** Now a connection fails, and the default and this policy both retry elsewhere. */
  @Test
  void isNoLossWhereThePodTakesItsSidecarWithIt() throws Exception {
    apply(CONNECT_FAILURE);

    bed.backend(C).kill();
    bed.applyToSidecars(PLAIN_TEXT + SampleMesh.without(C));
    Outcome outcome = bed.call(90);

    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.replies().keySet()).isEqualTo(Set.of("a", "b"));
  }

  @Test
  void isNoLossWhereItDrains() throws Exception {
    apply("timeout: 10s");
    assertThat(bed.call(30).replies()).containsKey("c");

    bed.backend(C).drain();

    await()
        .atMost(MeshBed.BOUND)
        .until(
            () -> {
              Outcome outcome = bed.call(30);
              assertThat(outcome.failures()).isEmpty();
              return outcome.replies().keySet().equals(Set.of("a", "b"));
            });
  }
}
