package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong is said on one screen, with exit code 2, before anything is started. */
@Timeout(120)
class BadInputIT {

  @TempDir private Path directory;

  /**
   * The fault, the text that takes the place of another, and the place and value that the message
   * names.
   */
  static Stream<Arguments> manifests() {
    return Stream.of(
        arguments(
            "YAML that does not parse",
            "targetPort: orders",
            "targetPort: [orders",
            "shop.yaml:13: ",
            "parse"),
        arguments(
            "a field that does not exist",
            "targetPort: orders",
            "targetPorts: orders",
            "shop.yaml:12: spec.ports[0].targetPorts: ",
            "targetPort?"),
        arguments(
            "a version that does not exist",
            "networking.istio.io/v1",
            "networking.istio.io/v9",
            "shop.yaml:56: apiVersion: ",
            "networking.istio.io/v9"),
        arguments(
            "a word that is none of the choices",
            "simple: ROUND_ROBIN",
            "simple: ROUND_ROBBIN",
            "shop.yaml:65: spec.trafficPolicy.loadBalancer.simple: ",
            "ROUND_ROBBIN"),
        arguments(
            "a weight below zero",
            "weight: 30",
            "weight: -30",
            "shop.yaml:84: spec.http[0].route[1].weight: ",
            "-30"),
        arguments(
            "a weight in words",
            "weight: 30",
            "weight: thirty",
            "shop.yaml:84: spec.http[0].route[1].weight: ",
            "thirty"),
        arguments(
            "an image that the lab cannot run",
            "service-mesh-lab/server",
            "bitnami/nginx",
            "shop.yaml:29: spec.template.spec.containers[0].image: ",
            "registry.example.com/team/bitnami/nginx:2.3"),
        arguments(
            "no replicas",
            "replicas: ",
            "replicas: 0 # instead of ",
            "shop.yaml:7: spec.selector: ",
            "Deployment checkout-v1, Deployment checkout-v2 has 0 replicas"),
        arguments(
            "a selector that matches no pod",
            "    app: checkout\n",
            "    app: chekout\n",
            "shop.yaml:7: spec.selector: ",
            "app=chekout"),
        arguments(
            "a port of the pods that no container names",
            "targetPort: orders",
            "targetPort: order",
            "shop.yaml:10: spec.ports.targetPort: ",
            "(order)"),
        arguments(
            "a Service of UDP",
            "targetPort: orders",
            "targetPort: orders\n      protocol: UDP",
            "shop.yaml:1: spec.ports: ",
            "has no TCP port"),
        arguments(
            "a port of the server that is none",
            "args: [--port=7100]",
            "args: [--port=abc]",
            "shop.yaml:30: spec.template.spec.containers[0].args: --port ",
            "(abc)"),
        arguments(
            "an option that the server does not have",
            "args: [--port=7100]",
            "args: [--port=7100, --bannana]",
            "shop.yaml:30: spec.template.spec.containers[0].args: ",
            "--bannana"));
  }

  @Overlapping
  @ParameterizedTest(name = "{0}")
  @MethodSource("manifests")
  void namesFileLinePathAndValue(
      String what, String inPlaceOf, String text, String place, String value) throws Exception {
    Path file = ShopManifests.with(directory, inPlaceOf, text);

    assertThat(refused("run", "-f", file.toString()))
        .anySatisfy(line -> assertThat(line).contains(place).contains(value));
  }

  @Overlapping
  @Test
  void namesAFileThatDoesNotExist() throws Exception {
    Path file = directory.resolve("shop.yaml");

    assertThat(refused("run", "-f", file.toString()))
        .anySatisfy(line -> assertThat(line).startsWith(file + ": "));
  }

  @Overlapping
  @ParameterizedTest
  @CsvSource({
    "--rate=abc, --rate, abc",
    "--planes=foo, --planes, foo",
    "--plans=plain, --plans, plain",
    "--calls=-1, --calls, -1",
    "--duration=soon, --duration, soon",
    "--target=absent:1, target absent:1, choose from"
  })
  void namesTheFlagAndItsValue(String argument, String flag, String value) throws Exception {
    assertThat(refused("run", argument))
        .anySatisfy(line -> assertThat(line).contains(flag).contains(value));
  }

  @Overlapping
  @Test
  void namesACommandThatDoesNotExist() throws Exception {
    assertThat(String.join("\n", refused("rum"))).contains("'rum'").contains("meshlab run");
  }

  /** The lines that the lab says on stderr. */
  private List<String> refused(String... arguments) throws Exception {
    try (LabProcess lab = LabProcess.start(directory, arguments)) {
      assertThat(lab.exitCode()).as(lab.stderr()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(lab.stdout()).isEmpty();
      assertThat(lab.leftovers()).isEmpty();
      List<String> lines = lab.stderr().lines().toList();
      assertThat(lines).hasSizeBetween(1, 24).noneMatch(line -> line.startsWith("\tat "));
      return lines;
    }
  }
}
