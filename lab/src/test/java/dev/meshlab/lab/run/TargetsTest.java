package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.CLIENT;
import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.in;
import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

  private static final String GRPC = "name: grpc, port: 50051";
  private static final String SUFFIX = ".default.svc.cluster.local";

  /** A Service with two ports, one with one port in each of two namespaces, and a routed host. */
  private static final Mesh MESH =
      Meshes.of(
          server("shop", "v1", 1),
          service("shop", GRPC, "name: http, port: 8080", "name: metrics, port: 9090"),
          server("cart", "v1", 1),
          service("cart", GRPC),
          in("bank", server("cart", "v1", 1)),
          in("bank", service("cart", "name: grpc, port: 7000")),
          rule(
              "VirtualService",
              "outer",
              "hosts: [shop.example.com, '*.example.org'], http: [{route: [{destination: {host: shop}}]}]"));

  @ParameterizedTest
  @CsvSource({
    // --target, what is called
    "shop:50051,                               shop.default.svc.cluster.local:50051",
    "shop:8080,                                shop.default.svc.cluster.local:8080",
    "shop.default:50051,                       shop.default.svc.cluster.local:50051",
    "shop.default.svc:50051,                   shop.default.svc.cluster.local:50051",
    "shop.default.svc.cluster.local:50051,     shop.default.svc.cluster.local:50051",
    "shop.default.svc.cluster.local.:50051,    shop.default.svc.cluster.local:50051",
    "cart,                                     cart.default.svc.cluster.local:50051",
    "cart.bank,                                cart.bank.svc.cluster.local:7000",
    "cart.bank:7000,                           cart.bank.svc.cluster.local:7000",
    "shop.example.com:80,                      shop.example.com:80",
    "shop.example.com:1,                       shop.example.com:1",
    "any.example.org:65535,                    any.example.org:65535"
  })
  void areNamedAsAClientInItsNamespaceWouldNameThem(String name, String called) {
    assertThat(Targets.choose(MESH, new PodAssignment(MESH, false), CLIENT, List.of(name)))
        .extracting(Target::toString)
        .containsExactly(called);
  }

  @ParameterizedTest
  @CsvSource({"alias, alias", "alias:50051, alias", "far, far"})
  void mayBeNamedByAnExternalName(String name, String called) {
    Mesh mesh =
        Meshes.of(
            server("shop", "v1", 1),
            service("shop", GRPC),
            externalName("alias", "shop" + SUFFIX),
            externalName("far", "alias" + SUFFIX));

    assertThat(Targets.choose(mesh, new PodAssignment(mesh, false), CLIENT, List.of(name)))
        .containsExactly(new Target(called + SUFFIX, 50051));
  }

  private static String externalName(String name, String target) {
    return "{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {type: ExternalName, externalName: %s}}"
        .formatted(name, target);
  }

  @Test
  void areCalledOnceThoughNamedTwice() {
    List<String> names = List.of("shop:50051", "cart", "shop.default:50051");

    assertThat(Targets.choose(MESH, new PodAssignment(MESH, false), CLIENT, names))
        .extracting(target -> target.host().replace(SUFFIX, ""))
        .containsExactly("shop", "cart");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nosuch:50051",
        "nosuch",
        "shop", // has two ports
        "shop:1234",
        "cart:1234",
        "shop:grpc",
        "shop:9090", // takes no calls
        "shop:",
        "shop.bank:50051",
        "shop.example.com", // a host of a rule has no port of its own
        "shop.example.com:http",
        "shop.example.com:0",
        "shop.example.com:65536",
        "other.example.com:80",
        ":50051",
        ""
      })
  void areRefusedWhereNothingIsCalledSoTogetherWithAllThatIs(String name) {
    BadInput refused =
        catchThrowableOfType(
            BadInput.class,
            () -> Targets.choose(MESH, new PodAssignment(MESH, false), CLIENT, List.of(name)));

    assertThat(refused)
        .hasMessageStartingWith("target " + name + ": no Service port of that name")
        .hasMessageContaining("shop.default.svc.cluster.local:50051")
        .hasMessageContaining("cart.bank.svc.cluster.local:7000");
  }

  @Test
  void areAllRefusedAtOnce() {
    BadInput refused =
        catchThrowableOfType(
            BadInput.class,
            () ->
                Targets.choose(
                    MESH, new PodAssignment(MESH, false), CLIENT, List.of("a:1", "cart", "b:2")));

    assertThat(refused.problems())
        .extracting(Diagnostic::message)
        .hasSize(2)
        .satisfies(
            messages -> {
              assertThat(messages.get(0)).startsWith("target a:1: ");
              assertThat(messages.get(1)).startsWith("target b:2: ");
            });
  }

  @Test
  void mustBeNamedWhereNoPortIsDeclaredForGrpc() {
    Mesh web = Meshes.of(foreign("web"), service("web", "name: http, port: 80"));
    PodAssignment casting = new PodAssignment(web, true);
    BadInput refused =
        catchThrowableOfType(BadInput.class, () -> Targets.choose(web, casting, CLIENT, List.of()));

    assertThat(refused)
        .hasMessageStartingWith("no Service port is declared for gRPC")
        .hasMessageEndingWith("--target from [web.default.svc.cluster.local:80]");
    assertThat(Targets.choose(web, casting, CLIENT, List.of("web:80"))).hasSize(1);
  }

  @Test
  void areThoseOfTheRulesWhereNoneIsNamed() {
    Mesh ruled =
        Meshes.of(
            server("shop", "v1", 1),
            service("shop", GRPC),
            server("cart", "v1", 1),
            service("cart", GRPC),
            rule("DestinationRule", "cart", "host: cart"));

    assertThat(Targets.choose(ruled, new PodAssignment(ruled, false), CLIENT, List.of()))
        .containsExactly(new Target("cart" + SUFFIX, 50051));
  }
}
