package dev.meshlab.lab.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.model.Mesh;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessProbeTest {

  @Test
  void hasTheDefaultsOfKubernetes() {
    assertThat(probe("{grpc: {port: 80}}"))
        .contains(new ReadinessProbe("", Duration.ofSeconds(10), Duration.ofSeconds(1), 3, 1));
  }

  @Test
  void isAsItIsWritten() {
    assertThat(
            probe(
                "{grpc: {port: 80, service: shop.Cart}, periodSeconds: 2, timeoutSeconds: 4,"
                    + " failureThreshold: 5, successThreshold: 6}"))
        .contains(
            new ReadinessProbe("shop.Cart", Duration.ofSeconds(2), Duration.ofSeconds(4), 5, 6));
  }

  @Test
  void speaksGrpcOrIsLeftAside() {
    assertThat(probe("{tcpSocket: {port: 80}}")).isEmpty();
  }

  private static Optional<ReadinessProbe> probe(String written) {
    String yaml =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: cart, namespace: shop}
        spec:
          selector: {matchLabels: {app: cart}}
          template:
            metadata: {labels: {app: cart}}
            spec: {containers: [{name: app, image: app, readinessProbe: %s}]}
        """
            .formatted(written);
    return ReadinessProbe.of(
        Mesh.of(Manifests.parse("cart.yaml", yaml)).deployments().get(0).container().written());
  }
}
