package dev.meshlab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPrinterTest {

  private static final Page PAGE = Page.plain(80);

  /** Tones as words, so that a test can read them. */
  private static final Page TONES =
      new Page(80, "…", (tone, text) -> tone == Tone.PLAIN ? text : "<" + tone + " " + text + ">");

  @Test
  void printsOneTableOfWhoAnsweredOnWhichPlane() {
    assertThat(TextPrinter.print(ReportFixture.report(), PAGE))
        .isEqualTo(
            """
            caller: a pod with app=client in namespace default, on node n1, at r1/z1; in the
                    mesh (its namespace is labelled for sidecars); the client of the
                    manifests

            shop.default.svc.cluster.local:50051
              calls 30, rpc unary

              pod                             plain        envoy     proxyless  kubernetes
              shop-1 v1 zone1 aaaaaaaa  30  100.0 %  20   66.7 %             -           -
              shop-2 v1 bbbbbbbb         0    0.0 %  10   33.3 %             -           -

              calls answered               30 of 30     30 of 30             -           -
              warm-up, not counted      30 in 0.3 s  30 in 0.3 s             -           -
              connections                         1            1             -           -
              effective servers                1.00         1.00             -           -
              latency p50, p99          0.2, 1.2 ms  0.2, 1.2 ms             -           -
              predicted                    rotation     rotation             -           -
              ledgers                         equal       DIFFER             -           -
              verdict                        agrees    DISAGREES  not measured      failed

              plain      predicted: each in turn
              plain      measured:  counted [30]
              envoy      predicted: each in turn
              envoy      measured:  counted [20, 10]
              envoy      ledgers differ: a: the client counted 20, Envoy forwarded 21
              proxyless  not measured: no such thing here
              kubernetes failed:    it broke

            ledgers DIFFER at 1 of 1 target; a plane DISAGREES at 1 of 1 target; a plane
            BROKE at 1 of 1 target; NOT MEASURED: proxyless; in 4.3 s
            """);
  }

  @Test
  void endsWithThePlanesWhoseTurnDidNotComeBeforeAnInterruption() {
    assertThat(ReportFixture.ofInterruption().conclusion().sentence())
        .isEqualTo(
            "interrupted; every plane did what its configuration says;"
                + " NOT MEASURED: envoy (1 of 2), proxyless; in 4.3 s");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 200})
  void fitsThePage(int columns) {
    Page page = Page.plain(columns);

    assertThat(
            TextPrinter.print(ReportFixture.report(), page)
                + TextPrinter.print(ReportFixture.ofRoutes(), page)
                + TextPrinter.print(ReportFixture.ofFailingCalls(), page))
        .satisfies(
            text ->
                assertThat(text.lines())
                    .allSatisfy(
                        line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(columns)));
  }

  @Test
  void givesVerdictsTheirTone() {
    assertThat(TextPrinter.print(ReportFixture.report(), TONES))
        .contains("<GOOD agrees>", "<BAD DISAGREES>", "<BAD DIFFER>", "<DOUBTFUL not measured>")
        .contains("<BAD ledgers DIFFER at");
    assertThat(TextPrinter.print(ReportFixture.ofFailingCalls(), TONES))
        .contains("<BAD calls fail>", "<BAD CALLS FAIL at 1 of 2 targets;");
  }

  @Test
  void printsASectionForEachTargetAndRoute() {
    assertThat(TextPrinter.print(ReportFixture.ofRoutes(), PAGE).lines())
        .filteredOn(line -> line.matches("[a-z.]+:\\d+|  route .*|  pod .*"))
        .extracting(line -> line.replaceAll(" {2,}", "  "))
        .containsExactly(
            "shop.default.svc.cluster.local:50051",
            "  pod  plain",
            "  route pay: /shop.Checkout/Pay as shop.example.com with x-canary=true",
            "  pod  envoy",
            "other:1");
  }

  @Test
  void saysOnceWhatIsUnknownOnAllPlanes() {
    assertThat(TextPrinter.print(ReportFixture.ofUnknown("plain", "envoy"), PAGE))
        .contains("\n  all planes unknown:   a Sidecar decides\n")
        .doesNotContain("  pod ")
        .endsWith("what happens is UNKNOWN at 1 of 1 target; nothing was started; in 4.3 s\n");
  }

  @Test
  void saysWhereAttemptsFailedThatWereMadeAgain() {
    assertThat(TextPrinter.print(ReportFixture.ofRetries(), PAGE))
        .contains(
            """
              envoy      predicted: each in turn
              envoy      retried:   11 attempts failed and were made again by retryOn
                                    unavailable: 10 at shop-2
              envoy      measured:  counted [30]
            """);
  }

  @Test
  void saysWhichCallsFailAndWhyThoughTheVerdictAgrees() {
    assertThat(TextPrinter.print(ReportFixture.ofFailingCalls(), PAGE))
        .contains("  failing calls                      10")
        .contains("  verdict                        agrees")
        .contains("  plain      calls fail: 10 calls: subset V2 has no ready pod")
        .endsWith(
            """

            CALLS FAIL at 1 of 2 targets; every plane did what its configuration says; in
            4.3 s
            """);
  }

  /** At 80 columns the planes stand below their target, at 200 beside each other. */
  @Test
  void endsWithALineForEachTargetAndRouteWhereThereAreSeveral() {
    assertThat(TextPrinter.print(ReportFixture.ofRoutes(), Page.plain(60)))
        .contains(
            """

            overview: predicted model, who answered, verdict

              shop:50051
                plain  rotation  zone zone1 100 %  agrees
              shop:50051, route pay
                envoy  rotation  zone zone1 100 %  agrees
              other:1
                envoy  -         -                 failed

            """);
    assertThat(TextPrinter.print(ReportFixture.ofRoutes(), Page.plain(200)))
        .contains(
            """

              target                 plain                               envoy
              shop:50051             rotation  zone zone1 100 %  agrees
              shop:50051, route pay                                      rotation  zone zone1 100 %  agrees
              other:1                                                    -         -                 failed

            """);
  }
}
