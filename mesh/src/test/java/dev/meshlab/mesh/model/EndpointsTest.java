package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: %s, labels: {app: server}}
      spec: {containers: [{name: c, image: c, ports: [{name: api, containerPort: 8080}]}]}
      status: {%s}
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: server}
      spec: {selector: {app: server}, ports: [{name: grpc, port: 50051, targetPort: %s}]}
      """;

  private static final String SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: s, labels: {kubernetes.io/service-name: server}}
      addressType: IPv4
      ports: [{name: grpc, port: 9090}]
      endpoints: [%s]
      """;

  @Test
  void areThePodsThatDeploymentsAskFor() {
    Mesh mesh = Meshes.of(Meshes.SERVER);

    assertThat(endpoints(mesh))
        .extracting(Endpoint::socket)
        .containsExactly("10.244.0.1:50051", "10.244.0.2:50051", "10.244.0.3:50051");
    assertThat(endpoints(mesh))
        .extracting(Endpoint::pod)
        .containsExactly("server-v1-1", "server-v1-2", "server-v2-1");
    assertThat(endpoints(mesh)).allMatch(Endpoint::ready);
  }

  @ParameterizedTest
  @CsvSource({"8080, 8080", "api, 8080", "1234, 1234", "0, 50051", "'\"\"', 50051"})
  void useTheTargetPortByNumberOrName(String targetPort, int port) {
    Mesh mesh = Meshes.of(SERVICE.formatted(targetPort), POD.formatted("p", "podIP: 10.0.0.1"));

    assertThat(endpoints(mesh)).extracting(Endpoint::port).containsExactly(port);
  }

  @Test
  void leaveOutPodsWithoutTheNamedPort() {
    Mesh mesh = Meshes.of(SERVICE.formatted("metrics"), POD.formatted("p", "podIP: 10.0.0.1"));

    assertThat(endpoints(mesh)).isEmpty();
  }

  @Test
  void areReadyBeforeTheirPodsWhereTheServicePublishesThemSoon() {
    Mesh mesh =
        Meshes.of(
            SERVICE.formatted("api").replace("spec: {", "spec: {publishNotReadyAddresses: true, "),
            POD.formatted("not", "podIP: 10.0.0.2, conditions: [{type: Ready, status: 'False'}]"));

    assertThat(endpoints(mesh)).singleElement().matches(Endpoint::ready);
  }

  @Test
  void leaveOutPodsThatAreOverAndMarkThoseNotReady() {
    Mesh mesh =
        Meshes.of(
            SERVICE.formatted("api"),
            POD.formatted("ready", "podIP: 10.0.0.1, conditions: [{type: Ready, status: 'True'}]"),
            POD.formatted("not", "podIP: 10.0.0.2, conditions: [{type: Ready, status: 'False'}]"),
            POD.formatted("done", "podIP: 10.0.0.3, phase: Succeeded"),
            POD.formatted("failed", "podIP: 10.0.0.4, phase: Failed"));

    assertThat(endpoints(mesh))
        .extracting(endpoint -> endpoint.pod() + " " + endpoint.ready())
        .containsExactly("ready true", "not false");
  }

  @Test
  void areWhatSlicesListWhereThereAreSlices() {
    Mesh mesh =
        Meshes.of(
            SERVICE.formatted("api"),
            POD.formatted("p", "podIP: 10.0.0.1"),
            POD.formatted("unlisted", "podIP: 10.0.0.2"),
            SLICE.formatted(
                "{addresses: [10.0.0.1], targetRef: {kind: Pod, name: p}},"
                    + "{addresses: [10.0.0.7]},"
                    + "{addresses: [10.0.0.8], conditions: {ready: false, terminating: false}},"
                    + "{addresses: [10.0.0.9], conditions: {ready: false, terminating: true}},"
                    + "{addresses: [10.0.0.10], conditions: {ready: false}},"
                    + "{addresses: [10.0.0.6], targetRef: {kind: Pod, name: unknown}}"));

    assertThat(endpoints(mesh))
        .extracting(endpoint -> endpoint.socket() + " " + endpoint.ready() + " " + endpoint.pod())
        .containsExactly("10.0.0.1:9090 true p", "10.0.0.7:9090 true ", "10.0.0.8:9090 false ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # endpoints                                                                   | answered by
          subsets: [{addresses: [{ip: 10.0.0.1}], ports: [{name: grpc, port: 8080}]}]     | 10.0.0.1:8080 true p
          subsets: [{addresses: [{ip: 10.9.0.1, targetRef: {kind: Pod, name: p}}], ports: [{name: grpc, port: 8080}]}] | 10.9.0.1:8080 true p
          subsets: [{addresses: [{ip: 10.0.0.7}], ports: [{name: grpc, port: 8080}]}]     | 10.0.0.7:8080 true
          subsets: [{notReadyAddresses: [{ip: 10.0.0.7}], ports: [{name: grpc, port: 8080}]}] | 10.0.0.7:8080 false
          subsets: [{addresses: [{ip: 10.0.0.7}], ports: [{name: http, port: 8080}]}]     | ~~
          """)
  void areWhatAPersonListsForAServiceWithoutASelector(String endpoints, String answered) {
    String without = SERVICE.formatted("api").replace("selector: {app: server}, ", "");
    String listed =
        "{apiVersion: v1, kind: Endpoints, metadata: {name: server}, %s}".formatted(endpoints);
    Mesh mesh = Meshes.of(without, listed, POD.formatted("p", "podIP: 10.0.0.1"));

    assertThat(endpoints(mesh).stream().map(e -> e.socket() + " " + e.ready() + " " + e.pod()))
        .map(String::strip)
        .containsExactlyElementsOf(answered.isEmpty() ? List.of() : List.of(answered));
  }

  @Test
  void areNotWhatAPersonListsForAServiceWithASelector() {
    String listed =
        "{apiVersion: v1, kind: Endpoints, metadata: {name: server}, subsets: [{addresses: [{ip: 10.0.0.7}], ports: [{name: grpc, port: 1}]}]}";
    Mesh mesh = Meshes.of(SERVICE.formatted("api"), listed, POD.formatted("p", "podIP: 10.0.0.1"));

    assertThat(endpoints(mesh)).extracting(Endpoint::pod).containsExactly("p");
  }

  /** A slice for a Service without a selector says nothing of others. */
  @Test
  void areStillPodsByLabelsWhereAPersonListsThoseOfAnotherService() {
    Mesh mesh =
        Meshes.of(
            SERVICE.formatted("api"),
            POD.formatted("p", ""),
            "{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {ports: [{port: 1}]}}",
            SLICE
                .formatted("{addresses: [10.0.0.7]}")
                .replace("service-name: server", "service-name: db"));

    assertThat(endpoints(mesh)).extracting(Endpoint::pod).containsExactly("p");
  }

  /** As in the output of {@code kubectl get pods,services,endpoints}. */
  @Test
  void areRunningPodsByLabelsWhereNoControllersSlicesAreShown() {
    Mesh mesh =
        Meshes.of(
            SERVICE.formatted("api"),
            POD.formatted("p", "podIP: 10.0.0.1"),
            "{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {ports: [{port: 1}]}}",
            SLICE
                .formatted("{addresses: [10.0.0.7]}")
                .replace("service-name: server", "service-name: db"));

    assertThat(endpoints(mesh)).extracting(Endpoint::pod).containsExactly("p");
  }

  @Test
  void giveTheirAddressesToPodsThatAreYetToRun() {
    String without = SERVICE.formatted("api").replace("selector: {app: server}, ", "");
    Mesh mesh =
        Meshes.of(
            without,
            POD.formatted("p", ""),
            SLICE.formatted("{addresses: [10.0.0.7], targetRef: {kind: Pod, name: p}}"));

    assertThat(endpoints(mesh)).extracting(Endpoint::socket).containsExactly("10.0.0.7:9090");
    assertThat(endpoints(mesh)).allMatch(endpoint -> mesh.pod(endpoint).isPresent());
  }

  @Test
  void haveTheLabelsBySubsets() {
    Mesh mesh = Meshes.of(Meshes.SERVER);

    assertThat(endpoints(mesh))
        .filteredOn(endpoint -> endpoint.matches(java.util.Map.of("version", "v2")))
        .extracting(Endpoint::pod)
        .containsExactly("server-v2-1");
  }

  @Test
  void keepTheirAddressesWhenOtherServicesCome() {
    String other =
        "{apiVersion: v1, kind: Service, metadata: {name: other}, spec: {ports: [{port: 1}]}}";
    String alone = Meshes.of(SERVICE.formatted("api")).services().get(0).address();

    assertThat(Meshes.of(other, SERVICE.formatted("api")).service("server", "default"))
        .get()
        .extracting(Service::address)
        .isEqualTo(alone)
        .asString()
        .matches("10\\.96\\.(1[2-9]|2).*");
  }

  private static List<Endpoint> endpoints(Mesh mesh) {
    Service service = mesh.service("server", "default").orElseThrow();
    return mesh.endpoints(service, service.ports().get(0));
  }
}
