package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static dev.meshlab.mesh.dataplane.Plane.ENVOY;
import static dev.meshlab.mesh.dataplane.Plane.GATEWAY;
import static dev.meshlab.mesh.dataplane.Plane.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayChoiceTest {

  private static final List<Plane> ALL = List.of(Plane.values());
  private static final List<Plane> INSIDE = List.of(PLAIN, ENVOY);

  private static final String SHOP =
      server("shop", "v1", 1) + "\n---\n" + service("shop", "name: grpc, port: 50051");

  /** Opens a.example.com and b.example.com. */
  private static final Mesh OPEN =
      Meshes.of(
          SHOP,
          rule(
              "Gateway",
              "entrance",
              "selector: {istio: gw}, servers:"
                  + " [{port: {number: 80, name: grpc, protocol: GRPC}, hosts: ['*']}]"),
          rule(
              "VirtualService",
              "outer",
              "gateways: [entrance], hosts: [a.example.com, b.example.com],"
                  + " http: [{route: [{destination: {host: shop}}]}]"));

  private static final Mesh CLOSED = Meshes.of(SHOP);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # --target                    | called through gateways         | left to the other planes
          ''                            | a.example.com:80 b.example.com:80 | ''
          b.example.com:80              | b.example.com:80                | ''
          shop:50051                    | ''                              | shop:50051
          shop:50051 a.example.com:80   | a.example.com:80                | shop:50051
          a.example.com:81              | ''                              | a.example.com:81
          """)
  void callsThroughGatewaysTheNamedHostsThatTheyOpenOrElseAll(
      String named, String through, String others) {
    GatewayChoice choice = choose(OPEN, ALL, words(named));

    assertThat(choice.targets()).extracting(Target::toString).isEqualTo(words(through));
    assertThat(choice.namedForOthers()).isEqualTo(words(others));
    assertThat(choice.isAllThatIsNamed()).isEqualTo(!named.isEmpty() && others.isEmpty());
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  @Test
  void callsAHostByTheAuthorityThatIsAskedFor() {
    GatewayChoice choice =
        GatewayChoice.choose(OPEN, ALL, List.of("a.example.com:80"), "shop.example.org");

    assertThat(choice.targets())
        .containsExactly(new Target("a.example.com", 80, "shop.example.org"));
  }

  @Test
  void measuresTheGatewaysOnlyWhereARouteIsBoundToOne() {
    assertThat(choose(OPEN, ALL, List.of()).planes(new PlaneChoice(ALL, false))).isEqualTo(ALL);
    assertThat(choose(CLOSED, ALL, List.of()).planes(new PlaneChoice(ALL, false)))
        .doesNotContain(GATEWAY)
        .hasSize(3);
    assertThat(choose(OPEN, INSIDE, List.of()).planes(new PlaneChoice(INSIDE, true)))
        .isEqualTo(INSIDE);
  }

  /** Else nothing would be called at all, since the gateway's plane is not measured. */
  @Test
  void leavesAHostToTheOtherPlanesWhereTheGatewaysIsNotWanted() {
    GatewayChoice choice = choose(OPEN, INSIDE, List.of("a.example.com:80"));

    assertThat(choice.targets()).isEmpty();
    assertThat(choice.isAllThatIsNamed()).isFalse();
    assertThat(choice.namedForOthers()).containsExactly("a.example.com:80");
  }

  @Test
  void refusesTheGatewaysByNameWhereThereIsNothingToCallThroughThem() {
    assertThatThrownBy(() -> choose(CLOSED, ALL, List.of()).planes(new PlaneChoice(ALL, true)))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("plane gateway: no VirtualService or GRPCRoute shares a host");
    assertThatThrownBy(
            () -> choose(OPEN, ALL, List.of("shop:50051")).planes(new PlaneChoice(ALL, true)))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "plane gateway: the target is not a host that a Gateway opens; choose from"
                + " [a.example.com:80, b.example.com:80], or leave the plane out");
  }

  private static GatewayChoice choose(Mesh mesh, List<Plane> wanted, List<String> named) {
    return GatewayChoice.choose(mesh, wanted, named, "");
  }
}
