package dev.meshlab.lab.difference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.report.Page;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  private static final String SHOP = shop();

  private static final String TESTERS =
      """
          - name: testers
            match: [{headers: {x-tester: {exact: "yes"}}}]
            route: [{destination: {host: pay, subset: v2}}]
      """;

  private static final String ALL =
      """
          - name: all
            route:
              - {destination: {host: pay, subset: v1}, weight: 90}
              - {destination: {host: pay, subset: v2}, weight: 10}
      """;

  private static final String STRICT =
      """
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: {name: strict, namespace: shop}
      spec: {mtls: {mode: STRICT}}
      """;

  private static final String NONE_FROM_CART =
      """
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: {name: no-pay, namespace: shop}
      spec:
        selector: {matchLabels: {app: pay}}
        action: DENY
        rules: [{to: [{operation: {paths: [/meshlab.v1.EchoService/*]}}]}]
      """;

  private static String shop() {
    try (InputStream file =
        requireNonNull(DifferencesTest.class.getResourceAsStream("shop.yaml"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void saysWhoAnswersWhereWeightsChange() {
    assertThat(changes(SHOP, edited("weight: 90", "weight: 80", "weight: 10", "weight: 20")))
        .containsExactly(
            "pay.shop:9000, other calls, answered by: 90 % v1, 10 % v2 -> 80 % v1, 20 % v2");
  }

  @Test
  void namesTheRuleThatDecidesOnEachSide() {
    String after =
        "# one\n# more\n" + edited("weight: 90", "weight: 80", "weight: 10", "weight: 20");

    Change change = all(find(SHOP, after)).get(0).changes().get(0);

    assertThat(change.before().at()).map(at -> line(SHOP, at.line())).hasValue("- name: all");
    assertThat(change.after().at()).map(at -> line(after, at.line())).hasValue("- name: all");
  }

  @Test
  void namesTheSubsetWhereItsLabelsDecide() {
    String after =
        edited(
            "{name: v1, labels: {version: v1}}",
            "{name: v1, labels: {version: v2}}",
            "{name: v2, labels: {version: v2}}",
            "{name: v2, labels: {version: v1}}");

    assertThat(changes(SHOP, after))
        .containsExactly(
            "pay.shop:9000, calls with x-tester: yes, answered by: 100 % v2 -> 100 % v1 (subset v2)",
            "pay.shop:9000, other calls, answered by: 90 % v1, 10 % v2 -> 90 % v2 (subset v1), 10 % v1 (subset v2)");
    Change change = all(find(SHOP, after)).get(1).changes().get(0);
    assertThat(change.after().at())
        .map(at -> line(after, at.line()))
        .hasValue("- {name: v1, labels: {version: v2}}");
  }

  @Test
  void comparesTheSameCallsWhereAMatchIsAdded() {
    assertThat(changes(edited(TESTERS, ""), SHOP))
        .containsExactly(
            "pay.shop:9000, calls with x-tester: yes, answered by: 90 % v1, 10 % v2 -> 100 % v2");
  }

  @Test
  void noticesARouteThatAnEarlierOneHidesNow() {
    ManifestDifference found = find(SHOP, edited(TESTERS + ALL, ALL + TESTERS));

    assertThat(lines(found))
        .containsExactly(
            "pay.shop:9000, calls with x-tester: yes, answered by: 100 % v2 -> 90 % v1, 10 % v2");
    assertThat(found.came()).extracting(each -> each.id().toString()).contains("unreachable-route");
  }

  @Test
  void saysPoliciesInTheWordsOfTheirRules() {
    assertThat(changes(SHOP, edited("    - name: all\n", "    - name: all\n      timeout: 2s\n")))
        .containsExactly("pay.shop:9000, other calls, timeout: none -> 2s");
    assertThat(
            changes(
                SHOP,
                edited(
                    "    loadBalancer: {simple: ROUND_ROBIN}",
                    "    loadBalancer: {simple: RANDOM}\n    outlierDetection: {interval: 5s, consecutive5xxErrors: 3}")))
        .containsExactly(
            "pay.shop:9000, every call, load balancing: ROUND_ROBIN -> RANDOM",
            "pay.shop:9000, every call, outlier detection: none -> consecutive5xxErrors 3, interval 5s");
  }

  @Test
  void saysWhichHeadersADestinationSets() {
    String marked =
        edited(
            "subset: v2}, weight: 10}",
            "subset: v2}, weight: 10, headers: {request: {set: {x-canary: '1'}}}}");

    assertThat(changes(SHOP, marked))
        .containsExactly(
            "pay.shop:9000, other calls, headers by destination: as they are -> request.set.x-canary"
                + " 1");
  }

  @Test
  void saysNothingOfADefaultThatIsWrittenOut() {
    String policy = "  trafficPolicy:\n    loadBalancer: {simple: ROUND_ROBIN}\n";
    ManifestDifference found = find(edited("ROUND_ROBIN", "LEAST_REQUEST"), edited(policy, ""));

    assertThat(lines(found)).isEmpty();
    assertThat(found.objects()).hasSize(1);
    assertThat(new DifferenceText(found, Page.plain(80)).print())
        .contains("nothing changes for any call, 1 object differs");
  }

  @Test
  void saysWhoIsLetInWhereMutualTlsIsAskedFor() {
    ManifestDifference found = find(SHOP, SHOP + STRICT);

    assertThat(lines(found)).isEmpty();
    assertThat(found.pods())
        .singleElement()
        .satisfies(
            pods -> {
              assertThat(pods.workloads())
                  .containsExactly(
                      "Deployment shop/cart", "Deployment shop/pay-v1", "Deployment shop/pay-v2");
              assertThat(pods.changes())
                  .singleElement()
                  .extracting(change -> change.after().words())
                  .isEqualTo("by mutual TLS only");
            });
  }

  @Test
  void seesTheCallsThatMutualTlsRefuses() {
    String without =
        edited("labels: {app: cart}}", "labels: {app: cart, sidecar.istio.io/inject: 'false'}}");

    ManifestDifference found = find(without, without + STRICT);

    assertThat(all(found)).extracting(CallChange::turn).containsOnly(CallChange.Turn.FAILS);
    assertThat(lines(found)).singleElement().asString().contains("STRICT mutual TLS");
  }

  @Test
  void seesTheCallsThatAPolicyDenies() {
    ManifestDifference found = find(SHOP, SHOP + NONE_FROM_CART);

    assertThat(lines(found))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("PERMISSION_DENIED"));
    assertThat(found.pods())
        .singleElement()
        .satisfies(
            pods ->
                assertThat(pods.changes().get(0).after().words())
                    .isEqualTo("DENY (shop/no-pay): to.operation.paths /meshlab.v1.EchoService/*"));
  }

  @Test
  void hasNewTargetsOfGateways() {
    ManifestDifference found =
        find(
            SHOP,
            edited(
                "  hosts: [pay]\n",
                "  hosts: [pay, pay.example.com]\n  gateways: [mesh, public]\n"));

    assertThat(found.callers())
        .singleElement()
        .satisfies(
            outside -> {
              assertThat(outside.callers()).containsExactly("clients outside the mesh");
              assertThat(outside.targets())
                  .extracting(TargetChange::kind)
                  .contains(TargetChange.Kind.NEW);
            });
  }

  /** Each host has a subset v1 of its own. */
  @Test
  void tellsSubsetsOfTheSameNameApart() {
    String tax =
        """
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: tax, namespace: shop}
        spec:
          host: tax
          trafficPolicy: {loadBalancer: {simple: %s}}
          subsets: [{name: v1, labels: {version: v1}}]
        """;
    String both =
        edited(
                "{destination: {host: pay, subset: v2}, weight: 10}",
                "{destination: {host: tax, subset: v1}, weight: 10}")
            + service("tax");
    String random = both.replace("{simple: ROUND_ROBIN}", "{simple: RANDOM}");

    assertThat(
            changes(both + tax.formatted("ROUND_ROBIN"), random + tax.formatted("LEAST_REQUEST")))
        .contains(
            "pay.shop:9000, other calls, load balancing: ROUND_ROBIN -> pay.shop v1: RANDOM; tax.shop v1: LEAST_REQUEST");
  }

  @Test
  void hasTargetsThatAreGone() {
    ManifestDifference found = find(SHOP + service("audit"), SHOP);

    assertThat(found.callers().get(0).targets())
        .singleElement()
        .satisfies(
            target -> {
              assertThat(target.target()).isEqualTo("audit.shop:9000");
              assertThat(target.kind()).isEqualTo(TargetChange.Kind.GONE);
            });
    assertThat(found.objects())
        .singleElement()
        .extracting(ObjectChange::kind)
        .isEqualTo(TargetChange.Kind.GONE);
  }

  @Test
  void countsPodsWhereNothingElseDiffers() {
    assertThat(changes(SHOP, edited("replicas: 2", "replicas: 5")))
        .contains(
            "pay.shop:9000, other calls, answered by: 90 % v1 (2 pods), 10 % v2 (1 pod) -> 90 % v1 (5 pods), 10 % v2 (1 pod)");
  }

  @Test
  void isEmptyWhereOnlyTheFormDiffers() {
    List<String> documents = new ArrayList<>(Arrays.asList(SHOP.split("---\n", -1)));
    Collections.reverse(documents);
    String reordered = String.join("\n---\n# moved\n", documents);
    String respelled = edited("simple: ROUND_ROBIN", "\"simple\": 'ROUND_ROBIN'");

    assertThat(find(SHOP, reordered).isEmpty()).isTrue();
    assertThat(find(SHOP, respelled).isEmpty()).isTrue();
  }

  /** A retry has advice, and its route is the second one now. */
  @Test
  void knowsAdviceAgainWhereItsPlaceIsAnother() {
    String retried = edited("    - name: all\n", "    - name: all\n      retries: {attempts: 3}\n");

    ManifestDifference found = find(retried.replace(TESTERS, ""), "# moved\n" + retried);

    assertThat(side(retried).advice().without(side(SHOP).advice())).isNotEmpty();
    assertThat(found.came()).isEmpty();
    assertThat(found.went()).isEmpty();
  }

  @Test
  void showsXdsOnRequestOnly() {
    String after = edited("weight: 90", "weight: 80", "weight: 10", "weight: 20");

    assertThat(find(SHOP, after).xds()).isEmpty();
    assertThat(new Differences(side(SHOP), side(after), true, HowFar.UNSEEN).find().xds())
        .anySatisfy(
            change -> {
              assertThat(change.type()).isEqualTo("route");
              assertThat(change.receivers()).contains("Deployment shop/cart");
              assertThat(change.differences())
                  .anySatisfy(each -> assertThat(each.theirs()).hasValue("90"));
            });
  }

  @Test
  void showsTheXdsOfAGatewayThatOneSideHas() {
    String after =
        edited("  hosts: [pay]\n", "  hosts: [pay, pay.example.com]\n  gateways: [mesh, public]\n");

    assertThat(new Differences(side(SHOP), side(after), true, HowFar.UNSEEN).find().xds())
        .anySatisfy(
            change -> {
              assertThat(change.type()).isEqualTo("listener");
              assertThat(change.receivers())
                  .containsExactly("gateway istio=ingressgateway in namespace istio-system");
            });
  }

  @Test
  void comparesObjectsWhereThereIsNothingToCall() {
    String rules = SHOP.substring(SHOP.indexOf("apiVersion: networking"));

    ManifestDifference found =
        find(rules, rules.replace("weight: 90", "weight: 80").replace("weight: 10", "weight: 20"));

    assertThat(found.notes()).hasSize(2);
    assertThat(found.objects()).hasSize(1);
    assertThat(Summary.of(found)).isEqualTo("there are no calls to compare, 1 object differs");
  }

  private static String service(String name) {
    return """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: shop}
        spec:
          selector: {app: pay}
          ports: [{name: grpc, port: 9000}]
        """
        .formatted(name);
  }

  private static String line(String text, int line) {
    return text.split("\n", -1)[line - 1].strip();
  }

  private static String edited(String... pairs) {
    String text = SHOP;
    for (int i = 0; i < pairs.length; i += 2) {
      assertThat(text).contains(pairs[i]);
      text = text.replace(pairs[i], pairs[i + 1]);
    }
    return text;
  }

  private static Side side(String text) {
    ManifestSet manifests = Manifests.parse("m.yaml", text);
    assertThat(manifests.problems()).noneMatch(Diagnostic::isError);
    return Side.of("m", manifests);
  }

  private static ManifestDifference find(String before, String after) {
    return new Differences(side(before), side(after), false, HowFar.UNSEEN).find();
  }

  private static List<CallChange> all(ManifestDifference found) {
    return found.callers().stream()
        .flatMap(caller -> caller.targets().stream())
        .flatMap(target -> target.calls().stream())
        .toList();
  }

  private static List<String> changes(String before, String after) {
    return lines(find(before, after));
  }

  private static List<String> lines(ManifestDifference found) {
    return found.callers().stream()
        .flatMap(caller -> caller.targets().stream())
        .flatMap(target -> target.calls().stream().flatMap(call -> lines(target, call)))
        .toList();
  }

  private static Stream<String> lines(TargetChange target, CallChange call) {
    String calls = call.calls().isEmpty() ? "every call" : call.calls();
    return call.changes().stream()
        .map(
            change ->
                "%s, %s, %s: %s -> %s"
                    .formatted(
                        target.target(),
                        calls,
                        change.what(),
                        change.before().words(),
                        change.after().words()));
  }
}
