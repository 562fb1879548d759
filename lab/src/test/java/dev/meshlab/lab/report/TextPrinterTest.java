package dev.meshlab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPrinterTest {

  @Test
  void printsOneTableOfWhoAnsweredOnWhichPlane() {
    assertThat(TextPrinter.print(ReportFixture.report()))
        .isEqualTo(
            """
            warning: k8s/x.yaml:3: spec.foo: not honoured
            note: stand-ins play the pods of Deployment default/shop

            shop.default.svc.cluster.local:50051: calls 30, rpc unary

              pod                             plain        envoy  proxyless  kubernetes
              shop-1 v1 zone1 aaaaaaaa  30  100.0 %  20   66.7 %          -           -
              shop-2 v1 bbbbbbbb         0    0.0 %  10   33.3 %          -           -

              calls answered               30 of 30     30 of 30          -           -
              connections                         1            1          -           -
              effective servers                1.00         1.00          -           -
              latency p50, p99          0.2, 1.2 ms  0.2, 1.2 ms          -           -
              predicted                    rotation     rotation          -           -
              ledgers                         equal       DIFFER          -           -
              verdict                        agrees    DISAGREES   left-out      failed

              plain      predicted: each in turn
              plain      measured:  counted [30]
              envoy      predicted: each in turn
              envoy      measured:  counted [20, 10]
              envoy      ledgers differ: a: the client counted 20, Envoy forwarded 21
              proxyless  left-out: no such thing here
              kubernetes failed: it broke

            NOT as expected, in 4.3 s
            """);
  }

  @Test
  void printsASectionForEachTargetAndRoute() {
    assertThat(TextPrinter.print(ReportFixture.ofRoutes()).lines())
        .filteredOn(line -> line.matches("[a-z.]+:\\d+:.*|  route .*|  pod .*"))
        .extracting(line -> line.replaceAll(" {2,}", "  "))
        .containsExactly(
            "shop.default.svc.cluster.local:50051: calls 30, rpc unary",
            "  pod  plain",
            "  route pay: /shop.Checkout/Pay as shop.example.com with x-canary=true",
            "  pod  envoy",
            "other:1: calls 30, rpc unary",
            "  pod  envoy");
  }

  @Test
  void tellsWhereAttemptsFailedThatWereMadeAgain() {
    assertThat(TextPrinter.print(ReportFixture.ofRetries()))
        .contains(
            """
              envoy      predicted: each in turn
              envoy      retried:   11 attempts failed and were made again by retryOn unavailable: 10 of shop-2
              envoy      measured:  counted [30]
            """);
  }

  @Test
  void endsWithALineForEachTargetAndRouteWhereThereAreSeveral() {
    assertThat(TextPrinter.print(ReportFixture.ofRoutes()))
        .endsWith(
            """

            overview: predicted model, effective servers of all that could answer, verdict

              target                                    plain                     envoy
              shop:50051             rotation  1.00/2  agrees
              shop:50051, route pay                            rotation  1.00/2  agrees
              other:1                                                            failed

            NOT as expected, in 4.3 s
            """);
  }
}
