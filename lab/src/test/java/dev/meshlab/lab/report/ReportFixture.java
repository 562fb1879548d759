package dev.meshlab.lab.report;

import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A run with one plane of each kind: agreed, disagreed, left out, broken. */
final class ReportFixture {

  static final String A = "aaaaaaaa-0000-0000-0000-000000000001";
  static final String B = "bbbbbbbb-0000-0000-0000-000000000002";

  private static final String TARGET = "shop.default.svc.cluster.local:50051";
  private static final RequestLine REQUEST =
      new RequestLine("", "/meshlab.v1.EchoService/Echo", TARGET, List.of());

  private ReportFixture() {}

  static RunReport report() {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("calls", 30);
    asked.put("rpc", "unary");
    return new RunReport(
        RunReport.SCHEMA_VERSION,
        "0.1.0",
        Instant.parse("2026-11-21T12:00:00Z"),
        4.25,
        false,
        asked,
        List.of(
            plane("plain", counts(30, 0), Verdict.Outcome.AGREES, List.of(), null),
            plane(
                "envoy",
                counts(20, 10),
                Verdict.Outcome.DISAGREES,
                List.of("a: the client counted 20, Envoy forwarded 21"),
                1e-9),
            PlaneReport.leftOut("proxyless", TARGET, REQUEST, "no such thing here"),
            PlaneReport.failed("kubernetes", TARGET, REQUEST, "it broke")),
        List.of("k8s/x.yaml:3: spec.foo: not honoured"),
        List.of("stand-ins play the pods of Deployment default/shop"),
        List.of());
  }

  static RunReport broken(String reason) {
    RunReport report = report();
    return new RunReport(
        report.schemaVersion(),
        report.version(),
        report.startedAt(),
        report.seconds(),
        report.interrupted(),
        report.asked(),
        List.of(PlaneReport.failed("envoy", "shop:50051", REQUEST, reason)),
        List.of(),
        List.of(),
        List.of());
  }

  static SortedMap<String, Long> counts(long a, long b) {
    return new TreeMap<>(b == 0 ? Map.of(A, a) : Map.of(A, a, B, b));
  }

  /** Two targets, and two routes of the first. */
  static RunReport ofRoutes() {
    RunReport report = report();
    RequestLine pay =
        new RequestLine("pay", "/shop.Checkout/Pay", "shop.example.com", List.of("x-canary=true"));
    PlaneReport agreed = report.planes().get(0);
    List<PlaneReport> planes =
        List.of(
            agreed,
            PlaneReport.failed("envoy", "other:1", REQUEST, "it broke"),
            new PlaneReport("envoy", TARGET, pay, Status.MEASURED, null, agreed.measurement()));
    return new RunReport(
        report.schemaVersion(),
        report.version(),
        report.startedAt(),
        report.seconds(),
        report.interrupted(),
        report.asked(),
        planes,
        List.of(),
        List.of(),
        List.of());
  }

  static PlaneReport ofOnePod() {
    return plane(
        "plain",
        counts(30, 0),
        new TreeMap<>(Map.of(A, new Measurement.Pod("shop-1", "default", "", ""))),
        Verdict.Outcome.AGREES,
        List.of(),
        null);
  }

  private static PlaneReport plane(
      String name,
      SortedMap<String, Long> replies,
      Verdict.Outcome verdict,
      List<String> gaps,
      Double pValue) {
    SortedMap<String, Measurement.Pod> pods =
        new TreeMap<>(
            Map.of(
                A, new Measurement.Pod("shop-1", "default", "v1", "zone1"),
                B, new Measurement.Pod("shop-2", "default", "v1", "")));
    return plane(name, replies, pods, verdict, gaps, pValue);
  }

  private static PlaneReport plane(
      String name,
      SortedMap<String, Long> replies,
      SortedMap<String, Measurement.Pod> pods,
      Verdict.Outcome verdict,
      List<String> gaps,
      Double pValue) {
    boolean agrees = verdict == Verdict.Outcome.AGREES;
    return new PlaneReport(
        name,
        TARGET,
        REQUEST,
        Status.MEASURED,
        null,
        new Measurement(
            30,
            1,
            1.5,
            replies,
            pods,
            new TreeMap<>(Map.of("OK", 30L)),
            Map.of(),
            new Measurement.Streams(new TreeMap<>(), 0, 0, 0),
            new Measurement.Spread(0, 1, 1),
            new Measurement.Predicted(
                "rotation", "each in turn", new TreeMap<>(Map.of(A, 0.5, B, 0.5))),
            verdict,
            "within 1",
            pValue,
            List.of(new Finding(agrees, "counted " + replies.values(), pValue)),
            new Measurement.LedgerReport(replies, new TreeMap<>(replies), null, gaps),
            new Measurement.Latency(
                new Measurement.Percentiles(210.5, 200, 300, 1200, 1500),
                new Measurement.Percentiles(200.5, 190, 290, 1190, 1490))));
  }
}
