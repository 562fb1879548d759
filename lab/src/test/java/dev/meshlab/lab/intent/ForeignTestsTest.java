package dev.meshlab.lab.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.dataplane.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignTestsTest {

  private static final String TESTS =
      """
      testCases:
        - description: "QA goes to the new one"
          wantMatch: true
          request:
            authority: [www.example.com, "example.com:8080"]
            method: [GET, POST]
            uri: [/users.Users/Get, /users]
            headers: {x-user-type: qa}
          route:
            - destination: {host: users.users.svc.cluster.local, port: {number: 90}}
        - description: a canary
          wantMatch: true
          request: {authority: [a], method: [POST], uri: [/a.A/B]}
          route:
            - {destination: {host: a, subset: v1}, weight: 90}
            - {destination: {host: a, subset: v2}, weight: 10}
        - description: not the partner
          wantMatch: false
          request: {authority: [a], method: [POST], uri: [/a.A/B]}
          rewrite: {uri: /}
          route:
            - destination: {host: partner.partner.svc.cluster.local}
        - description: only GET
          request: {authority: [a], method: [GET], uri: [/a.A/B]}
          route:
            - destination: {host: a}
        - description: moved
          request: {authority: [a], method: [POST], uri: [/a.A/B]}
          redirect: {uri: /b}
      """;

  @TempDir private Path directory;

  @Test
  void becomeCasesOfTheSameCalls() throws IOException {
    String text = ForeignTests.converted("icv.yaml", TESTS);

    MeshTest read =
        MeshTests.in(List.of(Files.writeString(directory.resolve("converted.yaml"), text))).get(0);
    assertThat(read.cases())
        .extracting(
            each -> each.name(),
            each -> each.call().to(),
            each -> each.on(Plane.ENVOY).expectations().get(0).text())
        .containsExactly(
            tuple(
                "QA goes to the new one: www.example.com /users.Users/Get",
                "www.example.com:90",
                "only service=users.users"),
            tuple(
                "QA goes to the new one: example.com:8080 /users.Users/Get",
                "example.com:8080",
                "only service=users.users"),
            tuple("a canary", "a:80", "subset=v1 90%, subset=v2 10%"),
            tuple("not the partner", "a:80", "no service=partner.partner"));
    assertThat(read.cases().get(0).call().load().metadata()).hasToString("[x-user-type=qa]");
    assertThat(read.cases().get(0).call().load().method()).isEqualTo("/users.Users/Get");
  }

  @Test
  void sayWhatIsNotCarriedOver() {
    assertThat(ForeignTests.converted("icv.yaml", TESTS))
        .contains("# QA goes to the new one: /users is not the path of a call of gRPC")
        .contains("# not the partner: rewrite is not converted")
        .contains("# only GET: a call of gRPC has the method POST, and not GET")
        .contains("# moved: redirect is not converted")
        .contains("# moved: asserts no destination");
  }

  @Test
  void areRefusedWhereThereIsNothingToConvert() {
    assertThatThrownBy(() -> ForeignTests.converted("x.yaml", "kind: Service"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("x.yaml: has no testCases");
    assertThatThrownBy(() -> ForeignTests.converted("x.yaml", "testCases: [{description: a}]"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("x.yaml: has no case of gRPC");
    assertThatThrownBy(() -> ForeignTests.converted("x.yaml", "a: {"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("x.yaml:1");
  }

  @Test
  void haveANameEachAndPartsThatAreAWholeAtMost() throws IOException {
    String weights = "  - {destination: {host: a, subset: v%d}, weight: 1}\n".repeat(6);
    String text =
        ForeignTests.converted(
            "icv.yaml",
            """
            testCases:
            - description: twice
              wantMatch: true
              request: {authority: [a], uri: [/a.A/B]}
              route:
            """
                + weights.formatted(1, 2, 3, 4, 5, 6)
                + """
            - description: twice
              wantMatch: true
              request: {authority: [a], uri: [/a.A/B]}
              route: [{weight: 10}, {destination: {host: a, subset: v1}, weight: 90}, {destination: {host: b}, weight: 10}]
            - description: two to one
              wantMatch: true
              request: {authority: [a], uri: [/a.A/B]}
              route: [{destination: {host: a}, weight: 2}, {destination: {host: b}, weight: 1}]
            - description: to no address
              wantMatch: true
              request: {uri: [/a.A/B]}
              route: [{destination: {host: a}}]
            """);

    MeshTest read =
        MeshTests.in(List.of(Files.writeString(directory.resolve("converted.yaml"), text))).get(0);
    assertThat(read.cases())
        .extracting(each -> each.name())
        .containsExactly("twice", "twice, 2", "two to one");
    assertThat(read.cases().get(1).on(Plane.ENVOY).expectations().get(0).text())
        .isEqualTo("subset=v1 90%, service=b 10%");
    assertThat(read.cases().get(0).on(Plane.ENVOY).expectations().get(0).text())
        .startsWith("subset=v1 16.667%, ");
    assertThat(read.cases().get(2).on(Plane.ENVOY).expectations().get(0).text())
        .isEqualTo("service=a 66.7%, service=b 33.3%");
    assertThat(text).contains("# to no address: has no uri or no authority, and is not converted");
  }
}
