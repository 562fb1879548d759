package dev.meshlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.program.Deployed;
import dev.meshlab.program.Environment;
import dev.meshlab.server.identity.PodEnvironment;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The manifests of the server say what the program does. */
class DeployedServerTest {

  private static final String V1 = "k8s/10-server.yaml";
  private static final String V2 = "k8s/v2/server-v2.yaml";
  private static final String BUDGET = "k8s/disruption/pod-disruption-budget.yaml";

  private final Options options = options();

  private static Options options() {
    Options options = new Options();
    CommandLine line = new CommandLine(CommandSpec.forAnnotatedObject(options));
    new Environment("MESHLAB_", Map.of()).applyTo(line);
    line.parseArgs();
    return options;
  }

  private static Deployed pod(String file) {
    return Deployed.object(file, "Deployment").at("spec", "template");
  }

  private static Deployed container(String file) {
    return pod(file).at("spec", "containers", 0);
  }

  @ParameterizedTest
  @CsvSource({V1, V2})
  void listensAtThePortsOfTheContainer(String file) {
    Map<String, Deployed> ports = container(file).byName("ports");

    assertThat(ports.get("grpc").number("containerPort")).isEqualTo(options.port);
    assertThat(ports.get("maintenance").number("containerPort")).isEqualTo(options.maintenancePort);
    assertThat(ports.get("http-metrics").number("containerPort")).isEqualTo(options.metricsPort);
    Deployed annotations = pod(file).at("metadata", "annotations");
    assertThat(annotations.text("prometheus.io/port")).isEqualTo("" + options.metricsPort);
  }

  @Test
  void serviceLeadsToThePortOfCalls() {
    Deployed service = Deployed.object(V1, "Service");

    assertThat(service.text("spec", "ports", 0, "targetPort")).isEqualTo("grpc");
    assertThat(service.number("spec", "ports", 0, "port")).isEqualTo(options.port);
    assertThat(service.at("spec", "selector").value()).isEqualTo(Map.of("app", "server"));
  }

  @ParameterizedTest
  @CsvSource({V1, V2})
  void probesAskWhatTheServerAnswers(String file) {
    Deployed container = container(file);

    assertThat(container.number("startupProbe", "grpc", "port")).isEqualTo(options.port);
    assertThat(container.number("readinessProbe", "grpc", "port")).isEqualTo(options.port);
    assertThat(container.text("readinessProbe", "grpc", "service"))
        .isEqualTo(EchoServiceGrpc.SERVICE_NAME);
    assertThat(container.text("livenessProbe", "httpGet", "port")).isEqualTo("http-metrics");
    assertThat(container.text("livenessProbe", "httpGet", "path")).isEqualTo("/healthz");
  }

  @ParameterizedTest
  @CsvSource({V1, V2})
  void hasTimeToDrain(String file) {
    int grace = pod(file).number("spec", "terminationGracePeriodSeconds");

    assertThat((long) grace)
        .isGreaterThan(options.shutdownDelay.plus(options.drainTimeout).toSeconds());
  }

  /** Each variable becomes a part of the identity, and no part but the region is without one. */
  @ParameterizedTest
  @CsvSource({V1, V2})
  void learnsItsIdentityFromTheDownwardApi(String file) {
    Map<String, String> variables =
        container(file).byName("env").keySet().stream()
            .collect(
                Collectors.toMap(
                    name -> name,
                    name -> name.equals("POD_UID") ? "0ebb80f9-d786-4c41-a695-2c5991833d59" : name,
                    (a, b) -> a,
                    LinkedHashMap::new));

    ServerIdentity identity = PodEnvironment.identity(variables);

    assertThat(identity.getAllFields()).hasSize(variables.size());
    assertThat(identity.getUuid()).isEqualTo(variables.get("POD_UID"));
  }

  @Test
  void secondVersionDiffersByItsNameItsVersionAndItsNumberAlone() {
    String first = Deployed.object(V1, "Deployment").value().toString();
    String second = Deployed.object(V2, "Deployment").value().toString();

    assertThat(
            second
                .replace("name=server-v2", "name=server")
                .replace("version=v2", "version=v1")
                .replace("replicas=1", "replicas=3"))
        .isEqualTo(first);
  }

  @Test
  void drainsOfNodesAndTheSpreadAreAboutThesePods() {
    Map<String, String> labels = Map.of("app", "server");
    Deployed budget = Deployed.object(BUDGET, "PodDisruptionBudget");

    assertThat(budget.at("spec", "selector", "matchLabels").value()).isEqualTo(labels);
    assertThat(pod(V1).items("spec", "topologySpreadConstraints"))
        .allSatisfy(
            spread ->
                assertThat(spread.at("labelSelector", "matchLabels").value()).isEqualTo(labels));
  }
}
