package dev.meshlab.lab.behaviour;

import java.util.List;
import java.util.stream.Collectors;

/** One Service with three pods: two of v1 in the client's region, one of v2 in another. */
final class SampleMesh {
  private record PlacedPod(String address, String version, String locality) {}

  private static final List<PlacedPod> PODS =
      List.of(
          new PlacedPod("10.10.0.1", "v1", "region1.zone1"),
          new PlacedPod("10.10.0.2", "v1", "region1.zone2"),
          new PlacedPod("10.10.0.3", "v2", "region2.zone1"));

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: grpc-server, namespace: default}
      spec:
        clusterIP: 10.96.0.10
        selector: {app: grpc-server}
        ports: [{name: grpc, port: 50051}]
      """;

  static final String YAML = without("");

  private SampleMesh() {}

  static String without(String address) {
    return SERVICE
        + PODS.stream()
            .filter(pod -> !pod.address.equals(address))
            .map(SampleMesh::yaml)
            .collect(Collectors.joining());
  }

  private static String yaml(PlacedPod pod) {
    return """
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: pod-%1$s
          namespace: default
          labels: {app: grpc-server, version: %2$s, istio-locality: %3$s}
        spec: {containers: [{name: server, image: example.com/server, ports: [{containerPort: 50051}]}]}
        status:
          phase: Running
          podIP: %1$s
          podIPs: [{ip: %1$s}]
          conditions: [{type: Ready, status: "True"}]
        """
        .formatted(pod.address, pod.version, pod.locality);
  }
}
