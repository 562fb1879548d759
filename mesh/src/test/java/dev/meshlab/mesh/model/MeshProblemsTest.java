package dev.meshlab.mesh.model;

import static dev.meshlab.mesh.Meshes.destinationRule;
import static dev.meshlab.mesh.Meshes.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.manifest.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row is a document beside a sound server, and the whole text its author gets to see. */
class MeshProblemsTest {

  static Stream<Arguments> doubtful() {
    return Stream.of(
        Arguments.of(
            destinationRule("d", "host: servr"),
            "spec.host: no Service has this name, so the rule applies to nothing"
                + " (servr.default.svc.cluster.local);"
                + " did you mean server.default.svc.cluster.local?"),
        Arguments.of(
            destinationRule("d", "host: server.default"),
            "spec.host: no Service has this name, so the rule applies to nothing (server.default);"
                + " did you mean server.default.svc.cluster.local?"),
        Arguments.of(
            destinationRule("d", "host: server, subsets: [{name: v3, labels: {version: v3}}]"),
            "spec.subsets: its labels {version=v3} match no pod of"
                + " server.default.svc.cluster.local (v3); calls sent to this subset find no"
                + " backend"),
        Arguments.of(
            virtualService("v", "hosts: [server], http: [{route: [{destination: {host: other}}]}]"),
            "spec.http[0].route[0].destination.host: no Service has this name, so calls that take"
                + " this route fail with UNAVAILABLE (other.default.svc.cluster.local);"
                + " did you mean server.default.svc.cluster.local?"),
        Arguments.of(
            virtualService(
                "v",
                "hosts: [server], http: [{route: [{destination: {host: server,"
                    + " subset: v1}}]}]"),
            "spec.http[0].route[0].destination.subset: no DestinationRule for"
                + " server.default.svc.cluster.local defines this subset, so calls that take this"
                + " route fail with UNAVAILABLE (v1); its subsets are []"),
        Arguments.of(
            virtualService(
                "v",
                "hosts: [server], http: [{route: [{destination: {host: server,"
                    + " port: {number: 80}}}]}]"),
            "spec.http[0].route[0].destination.port.number: server.default.svc.cluster.local has"
                + " no such port, so calls that take this route fail with UNAVAILABLE (80);"
                + " it has [50051]"),
        Arguments.of(
            virtualService("v", "http: [{route: [{destination: {host: server}}]}]"),
            "spec.hosts: is empty, so no request is routed by it; name the hosts, unless another"
                + " VirtualService delegates to it"),
        Arguments.of(
            Meshes.service("api", "api-port", 80),
            "spec.ports: declares no protocol that Istio knows, so sidecars guess it from the first"
                + " bytes (api-port); set appProtocol: grpc, or name the port grpc or grpc-..."),
        Arguments.of(
            "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {selector: {app: x},"
                + " ports: [{name: grpc, port: 1}]}}",
            "spec.selector: selects no pod ({app=x}); compare it with the pods' labels;"
                + " calls find no backend"),
        Arguments.of(
            "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {selector: {app: server},"
                + " ports: [{name: grpc, port: 1, targetPort: api}]}}",
            "spec.ports.targetPort: the selected pods have no port of this name (api);"
                + " name the container's port so, or write its number"),
        Arguments.of(
            "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: h}}",
            "kind: the lab does not honour HorizontalPodAutoscaler; a cluster would;"
                + " here it changes nothing"),
        Arguments.of(
            "{apiVersion: v1, kind: Service, metadata: {name: x}, spec:"
                + " {type: ExternalName, externalName: example.com}}",
            "spec.type: the lab does not honour Services of type ExternalName"));
  }

  @ParameterizedTest
  @MethodSource("doubtful")
  void warnsOfWhatAClusterAccepts(String document, String problem) {
    Mesh mesh = Meshes.of(Meshes.SERVER, document);

    assertThat(mesh.problems())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(Problem.Severity.WARNING);
              assertThat(found.line()).isEqualTo(27);
              assertThat(found).asString().endsWith(": " + problem);
            });
  }

  @Test
  void warnsOfRulesThatAnOlderOneOverrules() {
    String policy = "host: server, trafficPolicy: {loadBalancer: {simple: RANDOM}}";
    String route = "hosts: [server], http: [{route: [{destination: {host: server}}]}]";
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            destinationRule("a", policy),
            destinationRule("b", policy),
            virtualService("c", route),
            virtualService("d", route));

    assertThat(mesh.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "m.yaml:29: spec.host: the policy of DestinationRule b is ignored: a (m.yaml:27)"
                + " already sets this host's (server.default.svc.cluster.local); keep one"
                + " DestinationRule for a host: of a second one only the subsets count",
            "m.yaml:33: spec.hosts: VirtualService d is ignored: c (m.yaml:31) already routes this"
                + " host (server.default.svc.cluster.local); put all routes of a host into one"
                + " VirtualService");
  }

  @Test
  void hasNothingToSayOfASoundMesh() {
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            destinationRule("d", "host: server, subsets: [{name: v1, labels: {version: v1}}]"),
            virtualService(
                "v",
                "hosts: [server], http: [{route: [{destination: {host: server, subset: v1}}]}]"));

    assertThat(mesh.problems()).isEmpty();
  }
}
