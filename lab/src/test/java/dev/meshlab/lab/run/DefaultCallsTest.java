package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadBuilder;
import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.dataplane.Plane;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultCallsTest {

  @ParameterizedTest
  @CsvSource({
    // routes, --calls, --duration in seconds, calls of each request
    " 1,   0, 0, 900",
    "20,   0, 0, 420",
    "20, 100, 0, 100",
    "20,   0, 3,   0"
  })
  void areFewerInARunOfManyRequestsUnlessTheUserNamesAnEnd(
      int routes, long calls, int seconds, long made) {
    LoadBuilder load = Load.builder().calls(calls).duration(Duration.ofSeconds(seconds));

    Plan plan = plan(load.build(), routes);

    assertThat(plan.requests(Plane.ENVOY))
        .hasSize(routes)
        .allMatch(request -> request.load().calls() == made);
    assertThat(plan.load().calls()).isEqualTo(made);
  }

  private static Plan plan(Load load, int routes) {
    String http =
        IntStream.range(0, routes)
            .mapToObj(
                i ->
                    "{match: [{uri: {prefix: /a.S%d/}}], route: [{destination: {host: shop}}]}"
                        .formatted(i))
            .collect(Collectors.joining(", "));
    return new Plan(
        Meshes.manifests(
            foreign("shop"),
            service("shop", "name: grpc, port: 50051"),
            rule("VirtualService", "shop", "hosts: [shop], http: [" + http + "]")),
        load,
        new Settings().standIn().build());
  }
}
