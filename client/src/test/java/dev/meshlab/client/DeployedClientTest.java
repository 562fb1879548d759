package dev.meshlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.program.Deployed;
import dev.meshlab.program.Interruption;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParseResult;

/** The manifests of the clients say what the program understands. */
class DeployedClientTest {

  private static final String IN_MESH = "k8s/20-client.yaml";
  private static final String STANDALONE = "k8s/21-client-standalone.yaml";
  private static final String JOB = "k8s/job/client-job.yaml";

  private static Deployed container(String file, String kind) {
    return Deployed.object(file, kind).at("spec", "template", "spec", "containers", 0);
  }

  @ParameterizedTest
  @CsvSource({IN_MESH + ", Deployment", STANDALONE + ", Deployment", JOB + ", Job"})
  void callTheServiceByFlagsThatTheProgramHas(String file, String kind) {
    List<String> args =
        container(file, kind).items("args").stream()
            .map(arg -> String.valueOf(arg.value()))
            .toList();

    ParseResult parsed =
        ClientCommand.commandLine(
                Map.of(),
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new Interruption(Duration.ZERO))
            .parseArgs(args.toArray(String[]::new));

    Deployed service = Deployed.object("k8s/10-server.yaml", "Service");
    String host =
        "%s.%s.svc.cluster.local"
            .formatted(service.text("metadata", "name"), service.text("metadata", "namespace"));
    assertThat((Object) parsed.matchedOptionValue("--target", ""))
        .isEqualTo(host + ":" + service.number("spec", "ports", 0, "port"));
  }

  @ParameterizedTest
  @CsvSource({IN_MESH + ", Deployment", STANDALONE + ", Deployment", JOB + ", Job"})
  void haveLinesThatFitTenPods(String file, String kind) {
    Map<String, Deployed> variables = container(file, kind).byName("env");

    assertThat(Integer.parseInt(variables.get("COLUMNS").text("value"))).isBetween(120, 160);
  }

  @Test
  void differByTheSidecarAlone() {
    String inMesh = Deployed.object(IN_MESH, "Deployment").value().toString();
    String standalone = Deployed.object(STANDALONE, "Deployment").value().toString();

    assertThat(
            standalone
                .replace("client-standalone", "client")
                .replace("sidecar.istio.io/inject=false", "sidecar.istio.io/inject=true"))
        .isEqualTo(inMesh);
  }

  @Test
  void jobHasThePodOfTheDeployment() {
    Map<?, ?> ofJob = (Map<?, ?>) container(JOB, "Job").value();
    Map<?, ?> ofDeployment = (Map<?, ?>) container(IN_MESH, "Deployment").value();

    assertThat(withoutArguments(ofJob)).isEqualTo(withoutArguments(ofDeployment));
  }

  private static Map<Object, Object> withoutArguments(Map<?, ?> container) {
    return container.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("args"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
