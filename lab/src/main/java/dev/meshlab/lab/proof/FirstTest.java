package dev.meshlab.lab.proof;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.expectation.Implied;
import dev.meshlab.lab.expectation.Outlook;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.RequestLine;
import dev.meshlab.lab.run.ClientChoice;
import dev.meshlab.lab.run.Forecast;
import dev.meshlab.lab.run.Forecast.Foretold;
import dev.meshlab.lab.run.PlaneChoice;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A first test, written from manifests: a case for each route of each target, and for each other
 * caller who fares otherwise, that expects what the manifests say.
 */
public final class FirstTest {

  /** The calls of a test that says nothing about them. */
  private static final Load USUAL = Load.builder().build();

  private static final String HEAD =
      """
      # Written by ./meshlab test --init: what the manifests beside this file say, not what they are meant to say.
      # Read each case, and correct it where you mean something else. docs/reference.md has the language.
      apiVersion: meshlab.dev/v1
      kind: MeshTest
      metadata:
        name: %s
      spec:
        # manifests: [.]           # files and directories, relative to this file; the default is what lies beside it
        # planes: [envoy]          # for cases that name none: plain, envoy, proxyless, gateway
      %s  cases:
      """;

  /** Not a case that passes as it stands, since no prediction says whether it does. */
  private static final String EXAMPLE =
      """
          # What is to hold while something changes, and after; docs/reference.md has all changes.
          # - name: no call fails while pods of %1$s restart
          #   call: {to: %2$s}
          #   changes: [{after: 1s, restart: %1$s}]
          #   expect: [only OK]
      """;

  /** More callers than a person wants to read of. */
  private static final int MOST_CALLERS = 12;

  private final ManifestSet manifests;
  private final Map<String, String> usual = new HashMap<>();
  private final Set<String> names = new TreeSet<>();
  private final StringBuilder cases = new StringBuilder();
  private String example = "";

  private FirstTest(ManifestSet manifests) {
    this.manifests = manifests;
  }

  /**
   * The text of the test.
   *
   * @param name of the test
   * @throws dev.meshlab.lab.failure.BadInput if there is nothing to call
   */
  public static String of(ManifestSet manifests, String name) {
    FirstTest first = new FirstTest(manifests);
    Forecast forecast = first.forecast(ClientChoice.NONE);
    String caller = forecast.callingWorkload();
    first.add(forecast, "", "");
    List<String> others =
        forecast.workloads().stream().filter(other -> !other.equals(caller)).toList();
    others.stream().limit(MOST_CALLERS).forEach(first::addOther);
    String from = caller.isEmpty() ? "" : "  from: %s\n".formatted(caller);
    return HEAD.formatted(quoted(name), from) + first.cases + first.example + leftOut(others);
  }

  private static String leftOut(List<String> others) {
    return others.size() <= MOST_CALLERS
        ? ""
        : "\n    # Not looked at, since there are many callers: %s\n"
            .formatted(String.join(", ", others.subList(MOST_CALLERS, others.size())));
  }

  private void addOther(String workload) {
    ClientChoice client = new ClientChoice(workload, null, Map.of(), null, null);
    add(forecast(client), ", from " + workload, workload);
  }

  private Forecast forecast(ClientChoice client) {
    return new Forecast(
        manifests,
        Load.builder().calls(1).build(),
        RunSettings.ofForecast(new PlaneChoice(List.of(Plane.ENVOY, Plane.GATEWAY), false), client),
        HowFar.UNSEEN);
  }

  private void add(Forecast forecast, String suffix, String from) {
    for (Foretold each : forecast.foretell()) {
      if (each.prediction().isEmpty()) {
        continue;
      }
      if (example.isEmpty()) {
        example =
            each.pods().byUuid().values().stream()
                .map(PodLabel::workload)
                .min(Comparator.naturalOrder())
                .map(its -> EXAMPLE.formatted(its, quoted(each.report().target())))
                .orElse("");
      }
      Outlook outlook =
          Outlook.of(
              each.prediction().get(), each.pods(), USUAL.connections(), USUAL.concurrency());
      List<String> lines = Implied.of(outlook);
      PlaneReport report = each.report();
      boolean outside = Plane.of(report.plane()).filter(Plane::isEnteredFromOutside).isPresent();
      String key = report.plane() + " " + report.target() + " " + report.request();
      boolean said = lines.toString().equals(usual.putIfAbsent(key, lines.toString()));
      if (!lines.isEmpty() && !said && !(outside && !from.isEmpty())) {
        add(report, outside, suffix, from, lines);
      }
    }
  }

  private void add(
      PlaneReport report, boolean outside, String suffix, String from, List<String> lines) {
    String name =
        report.request().name(report.target()) + (outside ? ", from outside" : "") + suffix;
    String own = name;
    for (int i = 2; !names.add(own); i++) {
      own = name + " (" + i + ")";
    }
    cases.append("    - name: ").append(quoted(own)).append('\n');
    if (outside) {
      cases.append("      planes: [gateway]\n");
    }
    cases.append("      call:\n");
    call(report, from).forEach(line -> cases.append("        ").append(line).append('\n'));
    cases
        .append("      expect: [")
        .append(String.join(", ", lines.stream().map(FirstTest::quoted).toList()))
        .append("]\n");
  }

  private static List<String> call(PlaneReport report, String from) {
    RequestLine request = report.request();
    List<String> lines = new ArrayList<>();
    lines.add("to: " + quoted(report.target()));
    if (!from.isEmpty()) {
      lines.add("from: " + quoted(from));
    }
    if (!request.authority().equals(report.target())) {
      lines.add("authority: " + quoted(request.authority()));
    }
    if (!request.method().equals("/" + Load.builder().calls(1).build().fullMethodName())) {
      lines.add("method: " + quoted(request.method()));
    }
    if (!request.metadata().isEmpty()) {
      lines.add(
          "metadata: {%s}"
              .formatted(
                  String.join(", ", request.metadata().stream().map(FirstTest::entry).toList())));
    }
    return lines;
  }

  private static String entry(String keyAndValue) {
    int equal = keyAndValue.indexOf('=');
    return quoted(keyAndValue.substring(0, equal))
        + ": "
        + quoted(keyAndValue.substring(equal + 1));
  }

  /** As YAML has it: a text that could mean something else is put in quotes. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z/][A-Za-z0-9/_.-]*( [A-Za-z]+)?")
            && !text.matches("(?i)y|n|yes|no|on|off|true|false|null")
        ? text
        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
