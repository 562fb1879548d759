package dev.meshlab.mesh.loopback;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static dev.meshlab.mesh.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnListenersTest {

  private static Adapted adapted(String... services) {
    Mesh mesh = Meshes.of(services);
    return OwnListeners.add(SidecarView.translate(mesh, CLIENT), mesh, CLIENT);
  }

  private static List<String> listeners(Resources resources) {
    return resources.listeners().stream().map(Listener::getName).toList();
  }

  @ParameterizedTest
  @CsvSource({"tcp, tcp", "db, db", "grpc, tcp", "tcp, grpc", "db, grpc"})
  void tellServicesOfOnePortNumberApart(String first, String second) {
    Adapted adapted = adapted(service("a", first, 7000), service("b", second, 7000));

    assertThat(listeners(adapted.resources()))
        .containsExactly("127.0.0.1_7000", "b.default.svc.cluster.local_7000");
    assertThat(adapted.deviations()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"grpc, http", "http2, grpc"})
  void areNotNeededWhereRequestsNameTheirHost(String first, String second) {
    Adapted adapted = adapted(service("a", first, 7000), service("b", second, 7000));

    assertThat(listeners(adapted.resources())).containsExactly("127.0.0.1_7000");
    assertThat(adapted.deviations()).isEmpty();
  }

  @Test
  void areForTheDeclaredPortThatASniffedOnePushesAside() {
    Adapted adapted = adapted(service("a", "grpc", 7000), service("b", "db", 7000));

    assertThat(listeners(adapted.resources()))
        .containsExactly("127.0.0.1_7000", "a.default.svc.cluster.local_7000");
  }

  @Test
  void areForBothWhereHttpIsSniffedBeforeTheBytesOfAnother() {
    Adapted adapted = adapted(service("a", "tcp", 7000), service("b", "db", 7000));

    assertThat(listeners(adapted.resources())).hasSize(3);
  }

  @Test
  void bringTheirRoutesOnce() {
    Adapted adapted =
        adapted(service("a", "tcp", 7000), service("b", "grpc", 7000), service("c", "grpc", 7000));

    assertThat(listeners(adapted.resources())).hasSize(3);
    assertThat(adapted.resources().routes())
        .extracting(RouteConfiguration::getName)
        .containsExactly("7000");
  }
}
