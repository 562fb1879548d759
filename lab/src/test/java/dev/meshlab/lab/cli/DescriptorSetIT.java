package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stand-ins that have the methods of a descriptor set, and a route for one that they lack. */
@Tag("envoy")
@Timeout(240)
class DescriptorSetIT {

  private static final String MESH =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart}
      spec:
        replicas: 2
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec: {containers: [{name: cart, image: registry.example/cart:1}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: cart}
      spec: {selector: {app: cart}, ports: [{name: grpc, port: 50051}]}
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: cart}
      spec:
        hosts: [cart]
        http:
        - {name: add, match: [{uri: {prefix: /shop.Cart/A}}], route: [{destination: {host: cart}}]}
        - {name: old, match: [{uri: {prefix: /shop.v0.Cart/}}], route: [{destination: {host: cart}}]}
        - {name: rest, route: [{destination: {host: cart}}]}
      """;

  @TempDir private Path directory;

  @Test
  void endsWithTheStatusOfAMethodThatTheServersLackAndCallsTheOthersByTheirNames()
      throws Exception {
    List<PlaneReport> planes = run().planes();

    assertThat(planes)
        .extracting(
            plane -> plane.text("plane") + " " + plane.node().at("/request/method").asText())
        .containsExactly(
            "plain /shop.Cart/Add",
            "envoy /shop.Cart/Add",
            "envoy /shop.v0.Cart/Any",
            "envoy /shop.Cart/Get",
            "proxyless /shop.Cart/Add",
            "proxyless /shop.v0.Cart/Any",
            "proxyless /shop.Cart/Get");
    assertThat(planes)
        .extracting(plane -> String.join(" ", plane.statuses().keySet()))
        .containsExactly("OK", "OK", "UNIMPLEMENTED", "OK", "OK", "UNIMPLEMENTED", "OK");
    assertThat(planes).extracting(plane -> plane.text("verdict")).containsOnly("agrees");
  }

  private LabReport run() throws Exception {
    Path methods = Files.write(directory.resolve("shop.binpb"), descriptors().toByteArray());
    Path mesh = Files.writeString(directory.resolve("m.yaml"), MESH);
    LabRun lab =
        LabRun.of("--stand-in", "-f=" + mesh, "--descriptor-set=" + methods, "--calls=100");
    assertThat(lab.exitCode()).as(lab.report().toString()).isEqualTo(3);
    return lab.report();
  }

  private static FileDescriptorSet descriptors() {
    return FileDescriptorSet.newBuilder()
        .addFile(
            FileDescriptorProto.newBuilder()
                .setPackage("shop")
                .addService(
                    ServiceDescriptorProto.newBuilder()
                        .setName("Cart")
                        .addMethod(MethodDescriptorProto.newBuilder().setName("Get"))
                        .addMethod(MethodDescriptorProto.newBuilder().setName("Add"))))
        .build();
  }
}
