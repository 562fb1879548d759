package dev.meshlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.List;
import java.util.Map;

/** Small manifests, and what they come to, for tests. Each document is one line of a file. */
public final class Meshes {

  /** A client in the namespace {@code default} without labels or locality. */
  public static final ClientWorkload CLIENT =
      new ClientWorkload("default", Map.of(), Locality.UNKNOWN);

  public static final String SERVER_IMAGE = "service-mesh-lab/server:0.1.0";
  public static final String CLIENT_IMAGE = "service-mesh-lab/client:0.1.0";

  private Meshes() {}

  /** The documents as one file, {@code m.yaml}, which must be without errors. */
  public static ManifestSet manifests(String... documents) {
    ManifestSet manifests = Manifests.parse("m.yaml", String.join("\n---\n", documents));
    assertThat(manifests.problems()).noneMatch(Diagnostic::isError);
    return manifests;
  }

  public static Mesh of(String... documents) {
    return Mesh.of(manifests(documents));
  }

  /** A Service in front of the pods labelled {@code app: NAME}. */
  public static String service(String name, String... ports) {
    return "{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {selector: {app: %s}, ports: [%s]}}"
        .formatted(name, name, ports(ports));
  }

  private static String ports(String... ports) {
    return "{" + String.join("}, {", ports) + "}";
  }

  /** A Deployment of the lab's server, whose pods are labelled with its name and a version. */
  public static String server(String app, String version, int replicas) {
    return deployment(app + "-" + version, replicas, "app: " + app + ", version: " + version, "");
  }

  /** A Deployment of the lab's server, whose container has these fields beside its image. */
  public static String server(String name, String container) {
    return deployment(name, 1, "app: " + name, container);
  }

  /** A Deployment of some other image, labelled with its name. */
  public static String foreign(String name) {
    return image(name, "registry.example.com/" + name + ":1.2");
  }

  /** A Deployment of one pod of an image, labelled with its name. */
  public static String image(String name, String image) {
    return workload("Deployment", name, 1, "app: " + name, "image: " + image);
  }

  private static String deployment(String name, int replicas, String labels, String container) {
    String fields = "image: " + SERVER_IMAGE + (container.isEmpty() ? "" : ", " + container);
    return workload("Deployment", name, replicas, labels, fields);
  }

  /** Pods of one container, which has these fields beside its name. */
  public static String workload(
      String kind, String name, int replicas, String labels, String container) {
    return ("{apiVersion: apps/v1, kind: %s, metadata: {name: %s}, spec: {replicas: %d,"
            + " selector: {matchLabels: {%s}}, template: {metadata: {labels: {%s}},"
            + " spec: {containers: [{name: main, %s}]}}}}")
        .formatted(kind, name, replicas, labels, labels, container);
  }

  /** A pod that belongs to no Deployment. */
  public static String pod(String name, String labels, String image) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: %s, labels: {%s}}, spec: {containers: [{name: main, image: %s}]}}"
        .formatted(name, labels, image);
  }

  /** An object of Istio's networking group. */
  public static String rule(String kind, String name, String spec) {
    return "{apiVersion: networking.istio.io/v1, kind: %s, metadata: {name: %s}, spec: {%s}}"
        .formatted(kind, name, spec);
  }

  /** A document in another namespace than {@code default}. */
  public static String in(String namespace, String document) {
    return document.replaceFirst("metadata: \\{", "metadata: {namespace: " + namespace + ", ");
  }

  public static Deployment deployment(Mesh mesh, String name) {
    return mesh.deployments().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
  }

  public static Service named(Mesh mesh, String name) {
    return mesh.services().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** The endpoints of all ports of a Service, in their order. */
  public static List<Endpoint> endpoints(Mesh mesh, String service) {
    Service found = named(mesh, service);
    return found.ports().stream().flatMap(port -> mesh.endpoints(found, port).stream()).toList();
  }

  public static ServicePort port(String fields) {
    return named(of(service("any", fields)), "any").ports().get(0);
  }
}
