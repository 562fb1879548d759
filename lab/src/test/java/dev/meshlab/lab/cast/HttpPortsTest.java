package dev.meshlab.lab.cast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.model.Mesh;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPortsTest {

  /** Port 1 of the pods; a port 2 is there beside it. */
  @ParameterizedTest(name = "container {0} and {1}, Service {2} and {3}: HTTP/1.1 {4}")
  @CsvSource({
    // names of container ports 1 and 2, of the Service's ports that lead there, HTTP/1.1 at 1
    "http,   grpc,   http,   grpc,  true",
    "http,   grpc,   grpc,   grpc,  true",
    "http,   grpc,   grpc,   tcp,   true",
    "http,   grpc,   http-a, tcp,   true",
    "'',     grpc,   http,   tcp,   true",
    "'',     '',     http,   grpc,  true",
    "web,    api,    http,   grpc,  true",
    "web,    api,    http,   http2, true",
    // the Service says gRPC, and no container port says that it is elsewhere
    "http,   api,    grpc,   grpc,  false",
    "http,   '',     grpc,   grpc,  false",
    // the container says gRPC, and the name of the Service's port is the mistake
    "grpc,   http,   http,   grpc,  false",
    "grpc-a, grpc-b, http,   grpc,  false",
    // no other port is for gRPC
    "http,   metric, http,   tcp,   false",
    "'',     '',     http,   http,  false",
    // not called HTTP by anyone
    "web,    grpc,   tcp,    grpc,  false",
    "web,    grpc,   https,  grpc,  false"
  })
  void isAPortThatTheFilesCallHttpBesideOneForGrpc(
      String first, String second, String service1, String service2, boolean http1) {
    Mesh mesh =
        Meshes.of(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: shop}
            spec:
              selector: {matchLabels: {app: shop}}
              template:
                metadata: {labels: {app: shop}}
                spec:
                  containers:
                  - name: shop
                    image: shop
                    ports: [{containerPort: 1%s}, {containerPort: 2%s}]
            """
                .formatted(named(first), named(second)),
            """
            apiVersion: v1
            kind: Service
            metadata: {name: shop}
            spec:
              selector: {app: shop}
              ports:
              - {name: %s, port: 8001, targetPort: 1}
              - {name: %s, port: 8002, targetPort: 2}
            """
                .formatted(service1, service1.equals(service2) ? service2 + "-2" : service2));

    assertThat(new HttpPorts(mesh).of(mesh.pods().get(0)).contains(1)).isEqualTo(http1);
  }

  private static String named(String name) {
    return name.isEmpty() ? "" : ", name: " + name;
  }
}
