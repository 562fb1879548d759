package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.progress.HowFar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Service with a right port and a wrong one, and another whose calls a rule leads there. */
class MisdirectedPortsTest {

  @ParameterizedTest
  @CsvSource({
    "shop:50051, plain, false",
    "shop:50051, envoy, false",
    "shop:80, plain, true",
    "shop:80, envoy, true",
    "cart:50051, plain, false",
    "cart:50051, envoy, true"
  })
  void leaveUnknownWhatLeadsThere(String target, String plane, boolean unknown) {
    var report =
        new Forecast(
                Meshes.manifests(
                    server("shop", "v1", 1),
                    server("cart", "v1", 1),
                    service(
                        "shop",
                        "name: grpc, port: 50051",
                        "name: grpc-alt, port: 80, targetPort: 8080"),
                    service("cart", "name: grpc, port: 50051"),
                    rule(
                        "VirtualService",
                        "cart",
                        "hosts: [cart], http: [{route: [{destination: {host: shop, port: {number: 80}}}]}]")),
                Load.builder().calls(10).build(),
                new Settings().target(target).build(),
                HowFar.UNSEEN)
            .predict();

    assertThat(report.planes())
        .filteredOn(each -> each.plane().equals(plane))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.reason() != null && each.reason().contains("listens on 50051"))
                    .isEqualTo(unknown));
  }
}
