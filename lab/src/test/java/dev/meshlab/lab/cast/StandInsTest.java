package dev.meshlab.lab.cast;

import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.image;
import static dev.meshlab.lab.Meshes.in;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static dev.meshlab.lab.Meshes.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInsTest {

  private static final String GRPC = "name: grpc, port: 50051";

  @Test
  void haveNothingToSayWhereTheyAreNotAskedFor() {
    assertThat(notes(false, foreign("shop"), service("shop", "name: http, port: 80"))).isEmpty();
  }

  @Test
  void nameThePodsThatTheyPlayAndWhatTheyIgnoreOfThem() {
    assertThat(
            notes(
                true,
                foreign("shop"),
                service("shop", GRPC),
                in("bank", workload("StatefulSet", "ledger", 3, "app: ledger", "image: l")),
                in("bank", service("ledger", GRPC))))
        .containsExactly(
            "stand-ins play the pods of Deployment default/shop, StatefulSet bank/ledger; their"
                + " images, commands, arguments and variables are ignored");
  }

  @Test
  void nameThePodsThatNothingMeasuredLeadsTo() {
    assertThat(
            notes(
                true,
                server("shop", "v1", 1),
                service("shop", GRPC),
                foreign("batch"),
                foreign("web"),
                image("client", Meshes.CLIENT_IMAGE)))
        .containsExactly(
            "not played, because nothing that is measured leads to it: Deployment default/batch,"
                + " Deployment default/web");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: http, port: 80                 | plain HTTP, which the lab's gRPC client does not speak; --target %s:80 calls it all the same
          name: https, port: 443               | TLS that the caller opens, which the lab's client does not; --target %s:443 calls it all the same
          name: db, port: 5432                 | TCP, whose bytes a sidecar only passes on (PostgreSQL's port); --target %s:5432 calls it all the same
          port: 53, protocol: UDP              | UDP, which no mesh carries
          """)
  void nameEachPortThatIsNotMeasuredAndHowToMeasureItAllTheSame(String port, String words) {
    String number = port.replaceAll("\\D+(\\d+).*", "$1");

    assertThat(notes(true, server("shop", "v1", 1), service("shop", port)))
        .containsExactly(
            "m.yaml:3: port %s of Service shop is not measured: it is %s"
                .formatted(number, words.formatted("shop.default.svc.cluster.local")));
  }

  @Test
  void nameTheNamespacesOfTheCluster() {
    assertThat(
            notes(
                true,
                in("kube-system", foreign("coredns")),
                in("kube-system", service("coredns", GRPC)),
                in("istio-system", foreign("istiod"))))
        .containsExactly(
            "not measured, because they belong to the cluster: the Services of namespace"
                + " kube-system; --target calls one all the same");
  }

  @Test
  void nameAPortThatLeadsToAddressesThatAreNotPods() {
    assertThat(
            notes(
                true,
                "{apiVersion: v1, kind: Endpoints, metadata: {name: db}, subsets: [{addresses: [{ip: 10.0.0.7}], ports: [{name: grpc, port: 1}]}]}",
                service("db", "name: grpc, port: 1").replace("selector: {app: db}, ", "")))
        .containsExactly(
            "m.yaml:3: port 1 of Service db is not measured: it leads to 10.0.0.7:1, which is not a"
                + " pod here");
  }

  @Test
  void sayNothingOfAPortThatTheUserHasNamed() {
    Mesh mesh = Meshes.of(foreign("db"), service("db", "name: tcp, port: 5432"));
    Target named = new Target("db.default.svc.cluster.local", 5432);

    assertThat(new StandIns(mesh, new PodAssignment(mesh, true), List.of(named)).notes())
        .noneMatch(note -> note.contains("not measured"))
        .noneMatch(note -> note.contains("not played"));
  }

  private static List<String> notes(boolean standIn, String... documents) {
    Mesh mesh = Meshes.of(documents);
    return new StandIns(mesh, new PodAssignment(mesh, standIn), List.of()).notes();
  }
}
