package dev.meshlab.lab.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.expectation.Expectations;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.dataplane.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeshTestsTest {

  private static final String HEAD =
      """
      apiVersion: meshlab.dev/v1
      kind: MeshTest
      metadata: {name: shop}
      spec:
      """;

  @TempDir private Path directory;

  @Test
  void readsATestWithItsCases() throws IOException {
    MeshTest shop =
        read(
            """
              manifests: [../k8s]
              zones: [r/a, r/b]
              planes: [envoy, plain]
              accept: [not-honoured]
              to: shop.shop:80
              from: web
              callers:
                intruder: {namespace: other, labels: {app: x}}
              cases:
                - name: usual
                  expect: only OK
                - name: other
                  planes: [proxyless]
                  replicas: {shop-a: 0}
                  call: {from: intruder, to: "other:90", calls: 10, metadata: {k: v}}
                  expect: [only OK]
            """);

    assertThat(shop.name()).isEqualTo("shop");
    assertThat(shop.world())
        .isEqualTo(new MeshWorld(List.of("../k8s"), Map.of(), List.of("r/a", "r/b")));
    assertThat(shop.standIns()).isTrue();
    TestCase usual = shop.cases().get(0);
    assertThat(shop.planes(usual)).containsExactly(Plane.PLAIN, Plane.ENVOY);
    assertThat(usual.call().to()).isEqualTo("shop.shop:80");
    assertThat(usual.caller()).isEqualTo(Caller.of("web"));
    TestCase other = shop.cases().get(1);
    assertThat(shop.planes(other)).containsExactly(Plane.PROXYLESS);
    assertThat(other.over().replicas()).containsEntry("shop-a", 0);
    assertThat(other.call().load().calls()).isEqualTo(10);
    assertThat(other.caller().namespace()).isEqualTo("other");
    assertThat(other.caller().labels()).containsEntry("app", "x");
  }

  @Test
  void readsTheExampleOfTheReference() throws IOException {
    String reference = Files.readString(Path.of("../docs/reference.md"));
    Matcher block =
        Pattern.compile("```yaml\n([^`]*\nkind: MeshTest\n[^`]*)```").matcher(reference);
    assertThat(block.find()).isTrue();
    String example = block.group(1);
    Path file = Files.writeString(directory.resolve("example.yaml"), example);

    assertThat(MeshTests.in(List.of(file)))
        .singleElement()
        .satisfies(test -> assertThat(test.name()).isEqualTo("shop"));
  }

  @Test
  void takesWhatLiesBesideItOnEnvoyWhereItSaysNothing() throws IOException {
    MeshTest shop = read("  to: shop:80\n  cases: [{name: a, expect: [even]}]\n");

    assertThat(shop.world().manifests()).containsExactly(".");
    assertThat(shop.planes()).containsExactly(Plane.ENVOY);
    assertThat(shop.cases().get(0).caller()).isEqualTo(Caller.USUAL);
  }

  @Test
  void readsExpectationsInEachOfTheirForms() throws IOException {
    assertThat(lines("only OK")).containsExactly("null only OK");
    assertThat(lines("[only OK, \"proxyless: even\"]"))
        .containsExactly("null only OK", "proxyless even");
    assertThat(lines("\n        - only OK\n        - proxyless: even"))
        .containsExactly("null only OK", "proxyless even");
    assertThat(lines("{envoy: [only OK, even], plain: one pod}"))
        .containsExactly("envoy only OK", "envoy even", "plain one pod");
    assertThat(lines("['message \"reset reason: refused\"', 'envoy: message \"a: b\"']"))
        .containsExactly("null message \"reset reason: refused\"", "envoy message \"a: b\"");
  }

  private List<String> lines(String expect) throws IOException {
    Expectations read =
        read("  to: shop:80\n  cases:\n    - name: a\n      expect: " + expect + "\n")
            .cases()
            .get(0)
            .expectations();
    List<String> lines = new ArrayList<>();
    read.everywhere().expectations().forEach(each -> lines.add("null " + each.text()));
    read.byPlane()
        .forEach(
            (plane, its) ->
                its.expectations().forEach(each -> lines.add(plane + " " + each.text())));
    return lines;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          to: s:1, cases: [{name: a, expect: [onyl OK]}]                 | :6: spec.cases[0].expect: 'onyl OK' is not an expectation; write for example only OK
          to: s:1, cases: [{name: a, expect: ["only OKAY"]}]              | 'OKAY' is neither a gRPC status nor label=value
          to: s:1, cases: [{name: a, expect: ["only subzet=v1"]}]         | 'subzet=v1' names no pods; write one of namespace, pod, service, subset, version, workload, zone
          to: s:1, cases: [{name: a, expect: {envoi: [even]}}]            | spec.cases[0].expect.envoi: 'envoi' is not a plane; write one of plain, envoy
          to: s:1, cases: [{name: a, expect: []}]                         | spec.cases[0].expect: expects nothing
          to: s:1, cases: [{name: a}]                                     | spec.cases[0].expect
          to: s:1, cases: []                                              | spec.cases: has no case
          cases: [{name: a, expect: [even]}]                              | does not say what is called; write to: host:port
          to: s:1, cases: [{name: a, expect: [even]}, {name: a, expect: [even]}] | spec.cases[1].name: another case has this name
          to: s:1, casses: []                                             | did you mean cases?
          to: s:1, cases: [{name: a, call: {tls: plain-text}, expect: [even]}] | spec.cases[0].call.tls: says how a client meets the TLS of a gateway
          to: s:1, cases: [{name: a, call: {through: port-forward}, expect: [even]}] | spec.cases[0].call.through: forwards a port of a cluster
          to: s:1, planes: [envoy], cases: [{name: a, expect: [even, "proxyless: even"]}] | spec.cases[0].expect: expects something of the plane proxyless, and is tried on envoy alone
          to: s:1, planes: [istio], cases: [{name: a, expect: [even]}]    | istio
          """)
  void saysWhereATestIsWrong(String spec, String problem) {
    assertThatThrownBy(() -> read("  {\n  " + spec + "}\n"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("shop.yaml:")
        .hasMessageContaining(problem);
  }

  @Test
  void findsTestsBehindALinkToADirectory() throws IOException {
    Path there = Files.createDirectory(directory.resolve("there"));
    Files.writeString(
        there.resolve("shop.yaml"), HEAD + "  to: s:1\n  cases: [{name: a, expect: [even]}]\n");
    Path link = Files.createSymbolicLink(directory.resolve("link"), there);

    assertThat(MeshTests.in(List.of(link))).hasSize(1);
  }

  @Test
  void findsTestsAmongOtherFiles() throws IOException {
    Files.writeString(directory.resolve("chart.yaml"), "{{ if .Values }}\nkind: Service\n");
    Files.createDirectories(directory.resolve(".git"));
    Files.writeString(directory.resolve(".git/x.yaml"), "kind: MeshTest\n{{");
    Files.createDirectories(directory.resolve("below"));
    write("below/one.yml", "one");
    write("two.yaml", "two");

    assertThat(MeshTests.in(List.of(directory)))
        .extracting(MeshTest::name)
        .containsExactly("one", "two");
  }

  @Test
  void saysWhereThereIsNone() {
    assertThatThrownBy(() -> MeshTests.in(List.of(directory)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no file has an object of kind MeshTest")
        .hasMessageContaining("./meshlab test --init");
    assertThatThrownBy(() -> MeshTests.in(List.of(directory.resolve("gone"))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("gone: no such file or directory");
  }

  private void write(String file, String name) throws IOException {
    Files.writeString(
        directory.resolve(file),
        HEAD.replace("shop", name) + "  to: shop:80\n  cases: [{name: a, expect: [even]}]\n");
  }

  private MeshTest read(String spec) throws IOException {
    Path file = Files.writeString(directory.resolve("shop.yaml"), HEAD + spec);
    return MeshTests.in(List.of(file)).get(0);
  }

  @Test
  void findsATestInOneLineOfJson() throws IOException {
    Files.writeString(
        directory.resolve("one.json"),
        "{\"apiVersion\": \"meshlab.dev/v1\", \"kind\": \"MeshTest\", \"metadata\": {\"name\":"
            + " \"compact\"}, \"spec\": {\"to\": \"s:1\", \"cases\": [{\"name\": \"a\", \"expect\":"
            + " [\"even\"]}]}}");

    assertThat(MeshTests.in(List.of(directory)))
        .extracting(MeshTest::name)
        .containsExactly("compact");
  }

  @Test
  void refusesAFileThatHoldsNone() throws IOException {
    Path service =
        Files.writeString(
            directory.resolve("service.yaml"),
            "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 80}]}}\n");

    assertThatThrownBy(() -> MeshTests.in(List.of(service)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("service.yaml: no file has an object of kind MeshTest");
  }
}
