package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.translate.PlainView;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.SidecarView;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalNamesTest {

  private static final String TARGET =
      """
      {apiVersion: v1, kind: Service, metadata: {name: real, namespace: shop},
       spec: {clusterIP: 10.96.0.9, selector: {app: real}, ports: [{name: grpc, port: 50051}]}}
      """;

  private static final ClientWorkload CLIENT =
      new ClientWorkload("shop", Map.of(), Locality.parse("region1/zone1"));

  @TempDir private Path folder;

  @Test
  void chainOfNamesEndsInTheService() throws IOException {
    Mesh mesh = mesh(TARGET, name("one", "two"), name("two", "real"));

    assertThat(mesh.externalNames().namesOf(mesh.services().get(0)))
        .extracting(Service::name)
        .containsExactly("one", "two");
  }

  @Test
  void namesThatGoRoundInACircleNameNoService() throws IOException {
    Mesh mesh = mesh(TARGET, name("one", "two"), name("two", "one"));

    assertThat(mesh.externalNames().namesOf(mesh.services().get(0))).isEmpty();
    assertThat(mesh.externalNames().all())
        .allMatch(name -> mesh.externalNames().lastTarget(name).isEmpty());
  }

  /** DNS follows the names; nothing but the port number of the target counts. */
  @Test
  void plainAddressOfANameIsThatOfItsTarget() throws IOException {
    PlainView view =
        PlainView.of(
            manifests(TARGET, name("one", "two"), name("two", "real"), name("gone", "nothing")),
            CLIENT);

    assertThat(view.address("one.shop.svc.cluster.local", 50051)).isPresent();
    assertThat(view.address("one.shop.svc.cluster.local", 80)).isEmpty();
    assertThat(view.address("gone.shop.svc.cluster.local", 50051)).isEmpty();
  }

  @Test
  void nameWithARuleOfItsOwnHasAVirtualHostOfItsOwn() throws IOException {
    Mesh mesh =
        mesh(
            TARGET,
            name("other", "real"),
            """
            {apiVersion: networking.istio.io/v1, kind: VirtualService,
             metadata: {name: v, namespace: shop},
             spec: {hosts: [other], http: [{timeout: 3s, route: [{destination: {host: real}}]}]}}
            """);

    assertThat(SidecarView.translate(mesh, CLIENT).routes().get(0).getVirtualHostsList())
        .satisfiesExactly(
            own -> assertThat(own.getDomainsList()).contains("other", "other.shop.svc"),
            real -> assertThat(real.getDomainsList()).contains("real").doesNotContain("other"));
  }

  @Test
  void destinationThatIsANameOfANameIsReplacedOnlyOnce() throws IOException {
    Mesh mesh =
        mesh(
            TARGET,
            name("one", "two"),
            name("two", "real"),
            """
            {apiVersion: networking.istio.io/v1, kind: VirtualService,
             metadata: {name: v, namespace: shop},
             spec: {hosts: [real], http: [{route: [{destination: {host: one}}]}]}}
            """);
    List<VirtualHost> hosts =
        SidecarView.translate(mesh, CLIENT).routes().get(0).getVirtualHostsList();

    assertThat(hosts.get(0).getRoutes(0).getRoute().getCluster())
        .isEqualTo("outbound|50051||two.shop.svc.cluster.local");
    assertThat(ProxylessView.translate(mesh, CLIENT).clusters()).isEmpty();
  }

  private static String name(String name, String target) {
    return """
        {apiVersion: v1, kind: Service, metadata: {name: %s, namespace: shop},
         spec: {type: ExternalName, externalName: %s.shop.svc.cluster.local,
                ports: [{name: grpc, port: 50051}]}}
        """
        .formatted(name, target);
  }

  private Mesh mesh(String... documents) throws IOException {
    return Mesh.of(manifests(documents));
  }

  private ManifestSet manifests(String... documents) throws IOException {
    Path file = Files.writeString(folder.resolve("m.yaml"), String.join("---\n", documents));
    return Manifests.read(List.of(file));
  }
}
