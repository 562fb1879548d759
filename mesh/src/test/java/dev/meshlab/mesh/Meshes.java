package dev.meshlab.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import java.util.Map;

/** Meshes from a few lines of YAML, for tests. */
public final class Meshes {

  /** A client in the namespace {@code default} without labels or locality. */
  public static final ClientWorkload CLIENT =
      new ClientWorkload("default", Map.of(), Locality.UNKNOWN);

  /** The Service {@code server}, port 50051 named grpc, of three pods in two versions. */
  public static final String SERVER =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: server}
      spec:
        clusterIP: 10.96.0.10
        selector: {app: server}
        ports: [{name: grpc, port: 50051}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: server-v1}
      spec:
        replicas: 2
        selector: {matchLabels: {app: server, version: v1}}
        template: {metadata: {labels: {app: server, version: v1}},
          spec: {containers: [{name: server, image: server, ports: [{containerPort: 50051}]}]}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: server-v2}
      spec:
        selector: {matchLabels: {app: server, version: v2}}
        template: {metadata: {labels: {app: server, version: v2}},
          spec: {containers: [{name: server, image: server, ports: [{containerPort: 50051}]}]}}
      """;

  private Meshes() {}

  /** The mesh of some documents, which must be without errors. */
  public static Mesh of(String... documents) {
    return Mesh.of(manifests(documents));
  }

  public static ManifestSet manifests(String... documents) {
    ManifestSet manifests = Manifests.parse("m.yaml", String.join("\n---\n", documents));
    assertThat(manifests.problems()).noneMatch(problem -> problem.isError());
    return manifests;
  }

  /** A Service of the namespace {@code default} whose one port has this name and number. */
  public static String service(String name, String portName, int port) {
    int last = Math.floorMod(name.hashCode(), 250) + 1;
    return "{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {clusterIP: 10.96.1.%d, ports: [{name: %s, port: %d}]}}"
        .formatted(name, last, portName, port);
  }

  public static String destinationRule(String name, String spec) {
    return rule("DestinationRule", name, spec);
  }

  public static String virtualService(String name, String spec) {
    return rule("VirtualService", name, spec);
  }

  public static String rule(String kind, String name, String spec) {
    return "{apiVersion: networking.istio.io/v1, kind: %s, metadata: {name: %s}, spec: {%s}}"
        .formatted(kind, name, spec);
  }
}
