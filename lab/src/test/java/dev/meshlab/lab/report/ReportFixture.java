package dev.meshlab.lab.report;

import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.verdict.FailingCalls;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A run with one plane of each kind: agreed, disagreed, left out, broken. */
final class ReportFixture {

  static final String A = "aaaaaaaa-0000-0000-0000-000000000001";
  static final String B = "bbbbbbbb-0000-0000-0000-000000000002";

  private static final String TARGET = "shop.default.svc.cluster.local:50051";
  private static final RequestLine REQUEST =
      new RequestLine("", "", "/meshlab.v1.EchoService/Echo", TARGET, List.of());

  private static final Map<String, PodLabel> PODS =
      Map.of(
          A, new PodLabel("shop-1", "default", "v1", "zone1"),
          B, new PodLabel("shop-2", "default", "v1", ""));

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
        new CallerReport(
            "",
            "default",
            new TreeMap<>(Map.of("app", "client")),
            "n1",
            "r1/z1",
            true,
            "its namespace is labelled for sidecars",
            "the client of the manifests"),
        List.of(),
        List.of(
            plane("plain", PODS, equal(counts(30, 0)), Verdict.Outcome.AGREES, null),
            plane(
                "envoy",
                PODS,
                equal(counts(20, 10), "a: the client counted 20, Envoy forwarded 21"),
                Verdict.Outcome.DISAGREES,
                1e-9),
            PlaneReport.missing("proxyless", TARGET, REQUEST, "no such thing here"),
            PlaneReport.failed("kubernetes", TARGET, REQUEST, "it broke")),
        new RunReport.Remarks(
            List.of("k8s/x.yaml:3: spec.foo: not honoured"),
            List.of(new RunReport.Advised("idea", "k8s/x.yaml", 3, "spec.foo", "does nothing")),
            List.of("stand-ins play the pods of Deployment default/shop"),
            List.of()));
  }

  static RunReport broken(String reason) {
    return only(PlaneReport.failed("envoy", "shop:50051", REQUEST, reason));
  }

  static SortedMap<String, Long> counts(long a, long b) {
    return new TreeMap<>(b == 0 ? Map.of(A, a) : Map.of(A, a, B, b));
  }

  /** Two targets, and two routes of the first. */
  static RunReport ofRoutes() {
    RunReport report = report();
    RequestLine pay =
        new RequestLine(
            "", "pay", "/shop.Checkout/Pay", "shop.example.com", List.of("x-canary=true"));
    PlaneReport agreed = report.planes().get(0);
    List<PlaneReport> planes =
        List.of(
            agreed,
            PlaneReport.failed("envoy", "other:1", REQUEST, "it broke"),
            PlaneReport.measured("envoy", TARGET, pay, null, agreed.measurement()));
    return of(planes);
  }

  private static RunReport of(List<PlaneReport> planes) {
    RunReport report = report();
    return new RunReport(
        report.schemaVersion(),
        report.version(),
        report.startedAt(),
        report.seconds(),
        report.interrupted(),
        report.asked(),
        report.caller(),
        report.otherCallers(),
        planes,
        RunReport.Remarks.NONE);
  }

  /** A target of which nothing is known on these planes. */
  static RunReport ofUnknown(String... planes) {
    return of(
        Stream.of(planes)
            .map(plane -> PlaneReport.unknown(plane, TARGET, REQUEST, "a Sidecar decides"))
            .toList());
  }

  /** Ten of eleven attempts that failed reached the second pod. */
  static RunReport ofRetries() {
    Measurement.LedgerReport retried =
        new Measurement.LedgerReport(
            counts(30, 0),
            counts(30, 10),
            null,
            List.of(),
            Interventions.ofRetries(11),
            new TreeMap<>(Map.of(B, 10L)));
    return only(plane("envoy", PODS, retried, Verdict.Outcome.AGREES, null));
  }

  /** One of two targets has calls that fail as predicted. */
  static RunReport ofFailingCalls() {
    PlaneReport agreed = report().planes().get(0);
    Measurement whole = agreed.measurement();
    Measurement failing =
        new Measurement(
            whole.window(),
            new Counts(
                whole.counts().replies(),
                whole.counts().pods(),
                new TreeMap<>(Map.of("OK", 20L, "UNAVAILABLE", 10L)),
                Map.of("UNAVAILABLE", "no healthy upstream"),
                whole.counts().streams(),
                whole.counts().spread()),
            whole.prediction(),
            whole.judgement(),
            new FailingCalls(10, "subset V2 has no ready pod"),
            whole.ejected(),
            whole.ledgers(),
            whole.latency());
    return only(agreed, PlaneReport.measured("plain", "other.default:1", REQUEST, null, failing));
  }

  /** A prediction for one route, and one that every call of another fails. */
  static RunReport ofPredictions() {
    PodLabels pods = new PodLabels(PODS);
    Prediction fails = new EveryCallFails("UNAVAILABLE", "subset V2 has no ready pod");
    return only(
        PlaneReport.predicted(
            "plain",
            TARGET,
            REQUEST,
            Measurement.predicted(new PinnedConnections(Balancing.RANDOM, List.of(A)), pods, 1)),
        PlaneReport.predicted("envoy", TARGET, REQUEST, Measurement.predicted(fails, pods, 1)));
  }

  static PlaneReport ofOnePod() {
    return plane(
        "plain",
        Map.of(A, new PodLabel("shop-1", "default", "", "")),
        equal(counts(30, 0)),
        Verdict.Outcome.AGREES,
        null);
  }

  /** Ended while the second of three planes was at its second target. */
  static RunReport ofInterruption() {
    PlaneReport agreed = report().planes().get(0);
    Measurement measured = agreed.measurement();
    return interrupted(
        only(
            agreed,
            PlaneReport.measured("envoy", TARGET, REQUEST, null, measured),
            PlaneReport.interrupted("envoy", "other:1", REQUEST),
            PlaneReport.interrupted("proxyless", TARGET, REQUEST),
            PlaneReport.interrupted("proxyless", "other:1", REQUEST)));
  }

  private static RunReport interrupted(RunReport report) {
    return new RunReport(
        report.schemaVersion(),
        report.version(),
        report.startedAt(),
        report.seconds(),
        true,
        report.asked(),
        report.caller(),
        report.otherCallers(),
        report.planes(),
        report.remarks());
  }

  private static RunReport only(PlaneReport... planes) {
    RunReport report = report();
    return new RunReport(
        report.schemaVersion(),
        report.version(),
        report.startedAt(),
        report.seconds(),
        report.interrupted(),
        report.asked(),
        report.caller(),
        report.otherCallers(),
        List.of(planes),
        RunReport.Remarks.NONE);
  }

  private static Measurement.LedgerReport equal(SortedMap<String, Long> counts, String... gaps) {
    return new Measurement.LedgerReport(
        counts, new TreeMap<>(counts), null, List.of(gaps), Interventions.NONE, new TreeMap<>());
  }

  private static PlaneReport plane(
      String name,
      Map<String, PodLabel> pods,
      Measurement.LedgerReport ledgers,
      Verdict.Outcome verdict,
      Double pValue) {
    boolean agrees = verdict == Verdict.Outcome.AGREES;
    SortedMap<String, Long> replies = ledgers.client();
    return PlaneReport.measured(
        name,
        TARGET,
        REQUEST,
        null,
        new Measurement(
            new Window(30, 1, new Window.WarmUp(30, 0.25), 1.5),
            new Counts(
                replies,
                new TreeMap<>(pods),
                new TreeMap<>(Map.of("OK", 30L)),
                Map.of(),
                Counts.Streams.NONE,
                new Counts.Spread(0, 1, 1)),
            new Measurement.Predicted(
                "rotation",
                "rotation",
                "each in turn",
                new TreeMap<>(Map.of(A, 0.5, B, 0.5)),
                new TreeSet<>(Set.of(A, B)),
                ledgers.interventions().retries() > 0 ? "unavailable" : "",
                false),
            new Measurement.Judgement(
                verdict,
                "within 1",
                pValue,
                List.of(new Finding(agrees, "counted " + replies.values(), pValue))),
            null,
            new TreeSet<>(),
            ledgers,
            new Measurement.Latency(
                new Measurement.Percentiles(210.5, 200, 300, 1200, 1500),
                new Measurement.Percentiles(200.5, 190, 290, 1190, 1490))));
  }
}
