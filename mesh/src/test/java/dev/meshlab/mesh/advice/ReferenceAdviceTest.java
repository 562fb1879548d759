package dev.meshlab.mesh.advice;

import static dev.meshlab.mesh.Meshes.destinationRule;
import static dev.meshlab.mesh.Meshes.virtualService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row is a document beside a sound server, and the whole text its author gets to see. */
class ReferenceAdviceTest {

  static Stream<Arguments> doubtful() {
    return Stream.of(
        Arguments.of(
            destinationRule("d", "host: servr"),
            "unknown-host",
            "spec.host: no Service has this name, so the rule applies to nothing"
                + " (servr.default.svc.cluster.local); host: server.default.svc.cluster.local"),
        Arguments.of(
            destinationRule("d", "host: server.default"),
            "unknown-host",
            "spec.host: no Service has this name, so the rule applies to nothing (server.default);"
                + " host: server.default.svc.cluster.local"),
        Arguments.of(
            virtualService("v", "hosts: [server], http: [{route: [{destination: {host: other}}]}]"),
            "unknown-host",
            "spec.http[0].route[0].destination.host: no Service has this name, so calls that take"
                + " this route fail with UNAVAILABLE (other.default.svc.cluster.local);"
                + " host: server.default.svc.cluster.local"),
        Arguments.of(
            virtualService(
                "v", "hosts: [nothing.like.it], http: [{route: [{destination: {host: server}}]}]"),
            "unknown-host",
            "spec.hosts: no Service has this name, so sidecars have no calls for it to route"
                + " (nothing.like.it); # add the Service to the manifests"),
        Arguments.of(
            virtualService(
                "v",
                "hosts: [servr, server, nothing.like.it],"
                    + " http: [{route: [{destination: {host: server}}]}]"),
            "unknown-host",
            "spec.hosts: no Service has these names, so sidecars have no calls for it to route"
                + " (servr.default.svc.cluster.local, nothing.like.it);"
                + " # add the Service to the manifests"),
        Arguments.of(
            virtualService(
                "v",
                "hosts: [servr, nothing.like.it],"
                    + " http: [{route: [{destination: {host: server}}]}]"),
            "unknown-host",
            "spec.hosts: no Service has these names, so sidecars have no calls for it to route"
                + " (servr.default.svc.cluster.local, nothing.like.it); hosts:\n"
                + "- server.default.svc.cluster.local\n- nothing.like.it"
                + "   # instead of servr.default.svc.cluster.local"),
        Arguments.of(
            virtualService(
                "v",
                "hosts: [server], http: [{route: [{destination: {host: server}}],"
                    + " mirrors: [{destination: {host: servr}}]}]"),
            "unknown-host",
            "spec.http[0].mirrors[0].destination.host: no Service has this name, so nothing is"
                + " mirrored (servr.default.svc.cluster.local);"
                + " host: server.default.svc.cluster.local"),
        Arguments.of(
            virtualService("v", "hosts: [server], tcp: [{route: [{destination: {host: servr}}]}]"),
            "unknown-host",
            "spec.tcp[0].route[0].destination.host: no Service has this name, so connections that"
                + " take this route are closed (servr.default.svc.cluster.local);"
                + " host: server.default.svc.cluster.local"),
        Arguments.of(
            virtualService(
                "v",
                "hosts: [server], http: [{route: [{destination: {host: server,"
                    + " subset: v1}}]}]"),
            "unknown-subset",
            "spec.http[0].route[0].destination.subset: no DestinationRule for"
                + " server.default.svc.cluster.local defines this subset, so calls that take this"
                + " route fail with UNAVAILABLE (v1); # in a DestinationRule for this host\n"
                + "subsets:\n- name: v1\n  labels:\n    version: v1"),
        Arguments.of(
            virtualService(
                    "v",
                    "hosts: [server], http: [{route: [{destination: {host: server,"
                        + " subset: v3}}]}]")
                + "\n---\n"
                + destinationRule(
                    "d",
                    "host: server, subsets: [{name: v1, labels: {version: v1}},"
                        + " {name: v2, labels: {version: v2}}]"),
            "unknown-subset",
            "spec.http[0].route[0].destination.subset: no DestinationRule for"
                + " server.default.svc.cluster.local defines this subset, so calls that take this"
                + " route fail with UNAVAILABLE (v3); # one of v1, v2; or define v3 in the"
                + " DestinationRule of this host"),
        Arguments.of(
            virtualService(
                "v",
                "hosts: [server], http: [{route: [{destination: {host: server,"
                    + " port: {number: 80}}}]}]"),
            "unknown-port",
            "spec.http[0].route[0].destination.port.number: server.default.svc.cluster.local has"
                + " no such port, so calls that take this route fail with UNAVAILABLE (80);"
                + " number: 50051"),
        Arguments.of(
            virtualService("v", "http: [{route: [{destination: {host: server}}]}]"),
            "no-hosts",
            "spec.hosts: is empty, so no request is routed by it; # name the hosts, unless another"
                + " VirtualService delegates to it"),
        Arguments.of(
            "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {selector: {app: server},"
                + " ports: [{name: grpc, port: 1, targetPort: api}]}}",
            "unknown-target-port",
            "spec.ports[0].targetPort: the selected pods have no port of this name (api);"
                + " # give this name to the container's port, or write the port's number here"),
        Arguments.of(
            "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: n}}",
            "not-honoured",
            "kind: the lab does not honour NetworkPolicy; # a cluster would;"
                + " here it changes nothing"),
        Arguments.of(
            "{apiVersion: v1, kind: Service, metadata: {name: x}, spec:"
                + " {type: ExternalName, externalName: example.com}}",
            "not-honoured",
            "spec.type: the lab does not honour Services of type ExternalName"),
        Arguments.of(
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {replicas: 1001,"
                + " selector: {matchLabels: {app: x}}, template: {metadata: {labels: {app: x}},"
                + " spec: {containers: [{name: c, image: i}]}}}}",
            "too-many-replicas",
            "spec.replicas: the lab knows only the first 1000 pods of a workload (1001)"));
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("doubtful")
  void warnsOfWhatAClusterAccepts(String document, String id, String text) {
    assertThat(advice(document))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.id()).hasToString(id);
              assertThat(found.line()).isEqualTo(27);
              assertThat(found.toString()).endsWith(": " + text);
            });
  }

  @Test
  void takesAHostOfAServiceEntryForOneThatExists() {
    String entry =
        "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e}, spec:"
            + " {hosts: [api.example.com], ports: [{number: 443, name: tls, protocol: TLS}]}}";

    assertThat(advice(destinationRule("d", "host: api.example.com"), entry))
        .extracting(found -> found.id().toString())
        .containsOnly("not-honoured");
  }

  @Test
  void takesNoHostsForRightWhereAnotherRuleDelegates() {
    String root = "hosts: [server], http: [{delegate: {name: d}}]";
    String delegate = "http: [{route: [{destination: {host: server}}]}]";

    assertThat(advice(virtualService("v", root), virtualService("d", delegate))).isEmpty();
  }

  @Test
  void namesTheObjectsThatDoNothingBecauseOfWhatTheyName() {
    String rule = destinationRule("d", "host: servr");
    String routes =
        virtualService("v", "hosts: [server], http: [{route: [{destination: {host: x}}]}]");

    assertThat(advice(rule, routes))
        .extracting(Diagnostic::path, found -> !found.idle().isEmpty())
        .containsExactly(
            tuple("spec.host", true), tuple("spec.http[0].route[0].destination.host", false));
  }

  @Test
  void hasNothingToSayOfASoundMesh() {
    assertThat(
            advice(
                destinationRule("d", "host: server, subsets: [{name: v1, labels: {version: v1}}]"),
                virtualService(
                    "v",
                    "hosts: [server], http: [{route: [{destination: {host: server, subset:"
                        + " v1}}]}]")))
        .isEmpty();
  }

  private static List<Diagnostic> advice(String... documents) {
    return Stream.of(
            new CalledHostAdvice(),
            new ReferenceAdvice(),
            new TargetPortAdvice(),
            new HonouredAdvice())
        .flatMap(adviser -> adviser.advise(context(documents)).stream())
        .toList();
  }

  private static AdviceContext context(String... documents) {
    String[] all =
        Stream.concat(Stream.of(Meshes.SERVER), Stream.of(documents)).toArray(String[]::new);
    return new AdviceContext(Meshes.manifests(all), Meshes.of(all), Meshes.CLIENT);
  }
}
