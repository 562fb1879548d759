package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.Meshes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayPlacesTest {

  @Test
  void arePresumedWhereTheManifestsShowNoPodOfTheGateway() {
    assertThat(notes())
        .containsExactly(
            "the gateway (istio=gw in namespace istio-system) is presumed to call from r/a, since"
                + " the manifests do not say where it runs; its Deployment does");
  }

  @Test
  void areSaidOfAGatewayWhosePodsAreThere() {
    assertThat(notes(gateway(1, "b")))
        .containsExactly("the gateway (istio=gw in namespace istio-system) calls from r/b");
  }

  @Test
  void areThoseOfTheFirstPodOfSeveral() {
    assertThat(notes(gateway(2, "a, b")))
        .containsExactly(
            "the gateway (istio=gw in namespace istio-system) calls from r/a; its pods in r/b are"
                + " not played");
  }

  @Test
  void areNotSaidWhereNodesHaveNoZones() {
    assertThat(notes()).isNotEmpty();
    assertThat(notesWithoutNodes()).isEmpty();
  }

  private static String node(String zone) {
    return ("{apiVersion: v1, kind: Node, metadata: {name: node-%s, labels:"
            + " {topology.kubernetes.io/region: r, topology.kubernetes.io/zone: %s}}}")
        .formatted(zone, zone);
  }

  private static String gateway(int replicas, String zones) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: gw, namespace: istio-system}
        spec:
          replicas: %d
          selector: {matchLabels: {istio: gw}}
          template:
            metadata: {labels: {istio: gw}}
            spec:
              affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [%s]}]}]}}}
              topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {istio: gw}}}]
              containers: [{name: istio-proxy, image: auto}]
        """
        .formatted(replicas, zones);
  }

  private static List<String> notes(String... documents) {
    List<String> all = new ArrayList<>(List.of(documents));
    all.add(node("a"));
    all.add(node("b"));
    return notesWithoutNodes(all.toArray(String[]::new));
  }

  private static List<String> notesWithoutNodes(String... documents) {
    List<String> all = new ArrayList<>(List.of(documents));
    all.add(foreign("shop"));
    all.add(service("shop", "name: grpc, port: 50051"));
    all.add(
        rule(
            "Gateway",
            "entrance",
            "selector: {istio: gw}, servers:"
                + " [{port: {number: 80, name: grpc, protocol: GRPC}, hosts: ['*']}]"));
    all.add(
        rule(
            "VirtualService",
            "shop",
            "gateways: [entrance], hosts: [shop.example.com], http: [{route: [{destination: {host:"
                + " shop}}]}]"));
    Plan plan =
        new Plan(
            Meshes.manifests(all.toArray(String[]::new)),
            Load.builder().calls(10).build(),
            new Settings().standIn().build());
    return plan.notes().stream().filter(note -> note.startsWith("the gateway (")).toList();
  }
}
