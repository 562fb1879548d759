package dev.meshlab.lab.cast;

import static dev.meshlab.lab.Meshes.deployment;
import static dev.meshlab.lab.Meshes.image;
import static dev.meshlab.lab.Meshes.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.model.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerImageTest {

  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service-mesh-lab/%s",
        "service-mesh-lab/%s:0.1.0",
        "docker.io/service-mesh-lab/%s:latest",
        "registry.example.com:5000/service-mesh-lab/%s",
        "registry.example.com:5000/team/mirror/service-mesh-lab/%s:1",
        "service-mesh-lab/%s@DIGEST",
        "ghcr.io/service-mesh-lab/%s:0.1.0@DIGEST"
      })
  void isKnownByItsPathWithAnyRegistryInFrontAndAnyTagOrDigestBehind(String pattern) {
    String reference = pattern.replace("@DIGEST", DIGEST);
    Deployment server = of(image("shop", reference.formatted("server")));
    Deployment client = of(image("shop", reference.formatted("client")));

    assertThat(ServerImage.isServer(server)).isTrue();
    assertThat(ServerImage.isClient(server)).isFalse();
    assertThat(ServerImage.isClient(client)).isTrue();
    assertThat(ServerImage.isServer(client)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server",
        "service-mesh-lab",
        "my-service-mesh-lab/server",
        "service-mesh-lab/server-extra",
        "service-mesh-lab/server/extra",
        "service-mesh-lab/my-server:1",
        "other/server:service-mesh-lab"
      })
  void isNotAnImageThatIsOnlyCalledLikeIt(String reference) {
    Deployment deployment = of(image("shop", reference));

    assertThat(ServerImage.isServer(deployment)).isFalse();
    assertThat(ServerImage.isClient(deployment)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # container                                                                    | calls | metrics | maintenance
          args: []                                                                       | 50051 | 9090 | 50052
          args: [--port=7000]                                                            | 7000  | 9090 | 50052
          args: [--port, '7000']                                                         | 7000  | 9090 | 50052
          args: [--metrics-port, '7001', --maintenance-port=7002]                        | 50051 | 7001 | 7002
          env: [{name: MESHLAB_PORT, value: '7000'}]                                     | 7000  | 9090 | 50052
          env: [{name: MESHLAB_METRICS_PORT, value: '7001'}]                             | 50051 | 7001 | 50052
          env: [{name: MESHLAB_MAINTENANCE_PORT, value: '7002'}]                         | 50051 | 9090 | 7002
          env: [{name: MESHLAB_PORT, value: '1'}], args: [--port=7000]                   | 7000  | 9090 | 50052
          env: [{name: MESHLAB_PORT, value: ''}]                                         | 50051 | 9090 | 50052
          env: [{name: PORT, value: '1'}]                                                | 50051 | 9090 | 50052
          args: [--port]                                                                 | 50051 | 9090 | 50052
          args: [--port-range=7000, --report=1]                                          | 50051 | 9090 | 50052
          """)
  void listensWhereItsArgumentsOrElseItsVariablesSay(
      String container, int calls, int metrics, int maintenance) {
    Deployment deployment = of(server("shop", container));

    assertThat(ServerImage.callPort(deployment)).isEqualTo(calls);
    assertThat(ServerImage.metricsPort(deployment)).isEqualTo(metrics);
    assertThat(ServerImage.maintenancePort(deployment)).isEqualTo(maintenance);
    assertThat(ServerImage.servesItself(deployment, calls)).isFalse();
    assertThat(ServerImage.servesItself(deployment, metrics)).isTrue();
    assertThat(ServerImage.servesItself(deployment, maintenance)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # container                                             | refused option   | field | value
          args: [--port=70000]                                    | port             | args  | 70000
          args: [--port, many]                                    | port             | args  | many
          args: [--metrics-port=-1]                               | metrics-port     | args  | -1
          args: [--maintenance-port=123456]                       | maintenance-port | args  | 123456
          env: [{name: MESHLAB_PORT, value: 65536}]               | port             | env   | 65536
          env: [{name: MESHLAB_METRICS_PORT, value: 1e3}]         | metrics-port     | env   | 1e3
          """)
  void refusesWhatIsNotAPortWhereItIsWritten(
      String container, String option, String field, String value) {
    String quoted = container.replaceAll("value: ([^}]+)", "value: '$1'");

    assertThat(ServerImage.problems(of(server("shop", quoted))))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.isError()).isTrue();
              assertThat(problem.position()).hasToString("m.yaml:1");
              assertThat(problem.path()).isEqualTo("spec.template.spec.containers[0]." + field);
              assertThat(problem.message())
                  .isEqualTo("--%s must be a port, from 0 to 65535".formatted(option));
              assertThat(problem.value()).isEqualTo(value);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args: [--port=0]",
        "args: [--port=1]",
        "args: [--port=65535]",
        "env: [{name: MESHLAB_PORT, value: ''}]"
      })
  void takesAnyPortThatThereIsAndAVariableWithoutAValue(String container) {
    assertThat(ServerImage.problems(of(server("shop", container)))).isEmpty();
  }

  @Test
  void refusesEveryOptionThatIsWrongAtOnce() {
    Deployment deployment =
        of(
            server(
                "shop",
                "args: [--port=x, --maintenance-port=y],"
                    + " env: [{name: MESHLAB_METRICS_PORT, value: z}]"));

    assertThat(ServerImage.problems(deployment))
        .extracting(Diagnostic::value)
        .containsExactly("x", "z", "y");
  }

  private static Deployment of(String document) {
    return deployment(Meshes.of(document), "shop");
  }
}
