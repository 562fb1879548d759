package dev.meshlab.mesh.model.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.model.Mesh;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {

  @ParameterizedTest
  @CsvSource({
    "server, server.shop.svc.cluster.local",
    "server.shop, server.shop",
    "server.shop.svc.cluster.local, server.shop.svc.cluster.local",
    "*, *",
    "*.example.com, *.example.com"
  })
  void completesOnlyNamesWithoutADot(String host, String fullName) {
    assertThat(Hosts.resolve(host, "shop")).isEqualTo(fullName);
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.svc.cluster.local, a.b.svc.cluster.local, true",
    "*.b.svc.cluster.local, a.b.svc.cluster.local, true",
    "*, a.b.svc.cluster.local, true",
    "*.c.svc.cluster.local, a.b.svc.cluster.local, false",
    "a.b, a.b.svc.cluster.local, false"
  })
  void coversFullNames(String host, String fullName, boolean covered) {
    assertThat(Hosts.covers(host, fullName)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "server, default, true",
    "server, shop, false",
    "server.default, shop, true",
    "server.default.svc, shop, true",
    "server.default.svc.cluster.local, shop, true",
    "server.default.svc.cluster.local., shop, true",
    "server.shop, default, false",
    "example.com, default, false"
  })
  void findsTheServiceThatAClientDials(String host, String namespace, boolean found) {
    Mesh mesh = Meshes.of(Meshes.SERVER);

    assertThat(mesh.service(host, namespace).isPresent()).isEqualTo(found);
  }
}
