package dev.meshlab.lab.run;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingDouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.report.Measurement;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.progress.HowFar;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Inputs that were made after public questions and bug reports about gRPC and Istio: for each, who
 * answers, or why calls fail, or why the lab does not know.
 */
class CasesForecastTest {

  private static final Path CASES = Path.of("src/test/resources/cases");

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "01-source-labels | orders. | envoy | orders-dev 50, orders-qa 50",
        "02-flagger-two-ports | places.default | envoy | HTTP/1.1",
        "03-rollout-internal-host | shop.example.com:80 | gateway | shop 100",
        "03b-gateway-only-vs | shop.default | envoy | shop-canary 50, shop-stable 50",
        "03b-gateway-only-vs | shop.example.com:80 | gateway | shop-canary 10, shop-stable 90",
        "04-vs-names-caller | b.default | envoy | b-v1 50, b-v2 50",
        "06-two-ports-one-target | hello.default | envoy | HTTP/1.1",
        "08-serviceentry-workloadselector | who.default | envoy | who 100",
        "09-sidecar-hides-service | core-svc.core | envoy | Sidecar front/default",
        "09-sidecar-hides-service | core-svc.core | proxyless | Sidecar front/default",
        "10b-externalname-destination | c.default | envoy | b 100",
        "10b-externalname-destination | c.default | proxyless | b 100",
        "12-httproute-mesh-canary | pay.default | envoy | HTTPRoute default/pay",
        "12-httproute-mesh-canary | pay.default | proxyless | HTTPRoute default/pay",
        "12-httproute-mesh-canary | pay-v1.default | envoy | pay-v1 100",
        "13-delegate-headers | ratings.default | envoy | ratings-v1 50, ratings-v2 50",
        "15-vs-chain-placeholder | demo.default.svc.cluster.local:8080 #1 | envoy | one 100",
        "15-vs-chain-placeholder | demo.example.com:80 | gateway | demo.default: it has no ready pod",
        "18-two-vs-star-gateway | any.example.com:9090 #1 | gateway | alpha 100",
        "18-two-vs-star-gateway | any.example.com:9090 #2 | gateway | a gRPC server knows only",
        "21-nulls | my.default.svc.cluster.local:8080 #1 | envoy | my-green 100",
        "25-headless-statefulset-strict | db.ns1 | envoy | pinned",
        "25-headless-statefulset-strict | db.ns1 | proxyless | STRICT mutual TLS",
        "28-envoyfilter-route-retry | pay.default | envoy | EnvoyFilter default/retry-timeout",
        "28-envoyfilter-route-retry | pay.default | proxyless | pay 100",
        "31-outlier-one-bad | rec.default | envoy | rec-v1 14, rec-v2 86",
        "33-ambient | hi.amb | envoy | ambient mode",
        "33-ambient | hi.amb | plain | pinned",
        "37-client-not-injected | hi.shop | envoy | istio-injection: disabled",
        "43-gateway-grpc-to-http-port | any.example.com:30051 | gateway | HTTP/1.1",
        "57-authorizationpolicy | bank.default | envoy | no AuthorizationPolicy that allows calls allows it",
        "58-headless-client-rr | bsvc.default | envoy | pinned",
        "58-headless-client-rr | bsvc.default | proxyless | bsvc 100",
        "59-statefulset-perpod-vs | node.default.svc.cluster.local:50051 #1 | envoy | node 100",
        "60-gateway-authority-prefix | any.default.foo.example:6565 #1 | gateway | bob 100",
        "60-gateway-authority-prefix | any.default.foo.example:6565 #2 | gateway | alice 100",
        "61-two-gateways-same-host | api.example.com:443 | gateway | one 100",
        "67-locality-outlier | svc.default | envoy | svc-a 100",
        "67c-node-affinity | svc.default | envoy | depends on zones",
        "67c-node-affinity | svc.default | plain | pinned",
      })
  void saysWhoAnswersWhatFailsAndWhatIsNotKnown(
      String input, String target, String plane, String expected) {
    PlaneReport report =
        forecast(input).planes().stream()
            .filter(each -> (each.target() + " " + each.request().route()).startsWith(target))
            .filter(each -> each.plane().equals(plane))
            .findFirst()
            .orElseThrow();

    assertThat(said(report)).contains(expected);
  }

  private static RunReport forecast(String input) {
    return new Forecast(
            Manifests.read(List.of(CASES.resolve(input + ".yaml"))),
            Load.builder().calls(10).build(),
            new Settings().standIn().build(),
            HowFar.UNSEEN)
        .predict();
  }

  private static String said(PlaneReport report) {
    Measurement measured = report.measurement();
    if (measured.prediction() == null) {
      return String.valueOf(report.reason());
    }
    if (measured.failing() != null) {
      return measured.failing().reason();
    }
    Map<String, Double> shares = measured.prediction().shares();
    return shares == null ? measured.prediction().brief() : shares(measured, shares);
  }

  /** The parts of the workloads, in percent: a pod's name ends with its number. */
  private static String shares(Measurement measured, Map<String, Double> shares) {
    Map<String, Double> byWorkload =
        shares.entrySet().stream()
            .collect(
                groupingBy(
                    share ->
                        measured
                            .counts()
                            .pods()
                            .get(share.getKey())
                            .name()
                            .replaceFirst("-\\d+$", ""),
                    TreeMap::new,
                    summingDouble(share -> 100 * share.getValue())));
    return byWorkload.entrySet().stream()
        .map(part -> String.format(Locale.ROOT, "%s %.0f", part.getKey(), part.getValue()))
        .collect(Collectors.joining(", "));
  }
}
