package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.dataplane.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermittedMethodsTest {

  private static final String OWN = "/meshlab.v1.EchoService/Echo";

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ALLOW | {}                                                       | " + OWN,
        "ALLOW | to: [{operation: {methods: [POST]}}]                     | " + OWN,
        "ALLOW | to: [{operation: {paths: [/shop.Cart/Get]}}]             | /shop.Cart/Get",
        "ALLOW | to: [{operation: {paths: ['/shop.Cart/*']}}]             | /shop.Cart/Any",
        "ALLOW | to: [{operation: {paths: ['/shop.Cart/A*']}}]            | /shop.Cart/A",
        "ALLOW | to: [{operation: {paths: ['*/Get']}}]                    | /Any.Any/Get",
        "ALLOW | to: [{operation: {paths: ['/shop.Cart/{*}']}}]           | /shop.Cart/Any",
        "ALLOW | to: [{operation: {paths: ['*']}}]                        | " + OWN,
        "ALLOW | to: [{operation: {paths: [/health, /shop.Cart/Get]}}]    | /shop.Cart/Get",
        "ALLOW | to: [{operation: {paths: [/health]}}]                    | " + OWN,
        "ALLOW | to: [{operation: {paths: [/grpc.health.v1.Health/Check]}}] | " + OWN,
        "ALLOW | to: [{operation: {ports: ['50051'], paths: [/a.B/C]}}]   | /a.B/C",
        "ALLOW | to: [{operation: {ports: ['1'], paths: [/a.B/C]}}]       | " + OWN,
        "ALLOW | to: [{operation: {paths: [/shop.Cart/Get]}}, {operation: {methods: [POST]}}] | "
            + OWN,
        "ALLOW | from: [{source: {namespaces: [default]}}], to: [{operation: {paths: [/a.B/C]}}] | /a.B/C",
        "ALLOW | from: [{source: {namespaces: [other]}}], to: [{operation: {paths: [/a.B/C]}}] | "
            + OWN,
        "DENY  | to: [{operation: {paths: [/shop.Cart/Get]}}]             | " + OWN,
        "DENY  | to: [{operation: {notPaths: [/shop.Cart/Get]}}]          | /shop.Cart/Get",
        "DENY  | {}                                                       | " + OWN,
      })
  void callTheLabsOwnMethodUnlessPoliciesLetAnotherPass(String action, String rule, String method) {
    Plan plan = plan(policy(action, rule));

    assertThat(plan.requests(Plane.ENVOY))
        .extracting(request -> request.shape().path())
        .containsExactly(method);
  }

  @Test
  void areAskedOfTheGatewayToo() {
    Plan plan =
        plan(
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: gw, namespace: istio-system},"
                + " spec: {selector: {matchLabels: {istio: gw}}, rules: [{to: [{operation: {paths: [/shop.Cart/Get]}}]}]}}",
            rule(
                "Gateway",
                "entrance",
                "selector: {istio: gw}, servers:"
                    + " [{port: {number: 80, name: grpc, protocol: GRPC}, hosts: [shop.example.com]}]"),
            rule(
                "VirtualService",
                "shop",
                "gateways: [entrance], hosts: [shop.example.com], http: [{route: [{destination: {host: shop}}]}]"));

    assertThat(plan.requests(Plane.GATEWAY))
        .extracting(request -> request.shape().path())
        .containsExactly("/shop.Cart/Get");
    assertThat(plan.requests(Plane.ENVOY))
        .extracting(request -> request.shape().path())
        .containsExactly(OWN);
  }

  /** The policy's own text is not a proof that a server has the method. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/shop.Cart/Get, /shop.Cart/Get",
    "/shop.Cart/*,   /shop.Cart/Add",
    "/pay.Pay/*,     /pay.Pay/Charge",
    "/other.Other/*, /shop.Cart/Add",
  })
  void areChosenAmongThoseThatTheServersHave(String path, String method) {
    Settings known =
        new Settings().standIn().methods("/pay.Pay/Charge", "/shop.Cart/Add", "/shop.Cart/Get");
    Plan plan =
        plan(
            known,
            foreign("cart"),
            service("cart", "name: grpc, port: 50051"),
            policy("ALLOW", "to: [{operation: {paths: ['%s']}}]".formatted(path)));

    assertThat(plan.requests(Plane.ENVOY))
        .extracting(request -> request.shape().path())
        .containsExactly(method);
  }

  @Test
  void areNamedInANote() {
    assertThat(plan(policy("ALLOW", "to: [{operation: {paths: [/shop.Cart/Get]}}]")).notes())
        .anyMatch(note -> note.contains("is called with the method /shop.Cart/Get"));
  }

  private static String policy(String action, String rule) {
    return "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: shop}, spec: {action: %s, rules: [%s]}}"
        .formatted(action, rule.equals("{}") ? rule : "{" + rule + "}");
  }

  private static Plan plan(String... rules) {
    String[] documents = new String[rules.length + 2];
    documents[0] = foreign("shop");
    documents[1] = service("shop", "name: grpc, port: 50051");
    System.arraycopy(rules, 0, documents, 2, rules.length);
    return plan(new Settings().standIn(), documents);
  }

  private static Plan plan(Settings settings, String... documents) {
    return new Plan(
        Meshes.manifests(documents), Load.builder().calls(10).build(), settings.build());
  }
}
