package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications as their users have written them, played by stand-ins without a change. */
@Tag("envoy")
@Timeout(300)
class SamplesIT {

  private static final Path SAMPLES = Path.of("../samples");

  @TempDir private Path directory;

  /** A sample, and the requests that its hosts and routes come to. */
  record Sample(String name, List<String> requests) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample(
            "online-shop",
            List.of(
                "catalog search /shop.catalog.v1.Catalog/Search []",
                "catalog testers /shop.catalog.v1.Catalog/Any [x-beta-tester=true]",
                "catalog rest /meshlab.v1.EchoService/Echo []",
                "checkout pay-by-partner /shop.checkout.v1.Checkout/Pay [x-partner=acme-]",
                "checkout pay /shop.checkout.v1.Checkout/Pay []",
                "checkout other-methods /shop.checkout.v1.Checkout/Quote []",
                "checkout default /meshlab.v1.EchoService/Echo []",
                "inventory  /meshlab.v1.EchoService/Echo []",
                "payment  /meshlab.v1.EchoService/Echo []")),
        new Sample(
            "media-platform",
            List.of(
                "accounts  /meshlab.v1.EchoService/Echo []",
                "library titles /media.library.v1.Titles/Get []",
                "library default /meshlab.v1.EchoService/Echo []",
                "playback preview /meshlab.v1.EchoService/Echo [x-media-preview=on]",
                "playback preview /meshlab.v1.EchoService/Echo [cookie=Any;preview=on;Any]",
                "playback streams /media.playback.v2.Streams/Any [x-device=tv]",
                "playback streams /media.playback.v2.Streams/Any []",
                "playback everything-else /meshlab.v1.EchoService/Echo []")),
        new Sample(
            "bank",
            List.of(
                "fraud  /meshlab.v1.EchoService/Echo []",
                "ledger audit /bank.ledger.v1.Audit/Any []",
                "ledger book /meshlab.v1.EchoService/Echo []",
                "ledger-reports  /meshlab.v1.EchoService/Echo []",
                "transfers instant /bank.transfers.v1.Transfers/SendInstant [x-branch=pilot]",
                "transfers send /bank.transfers.v1.Transfers/Send []",
                "transfers read /meshlab.v1.EchoService/Echo []")));
  }

  @Overlapping
  @ParameterizedTest
  @MethodSource("samples")
  void areMeasuredRouteByRouteAsTheyStand(Sample sample) throws Exception {
    LabReport report = run(SAMPLES.resolve(sample.name()));

    assertThat(report.planes())
        .filteredOn(plane -> !plane.text("status").equals("left-out"))
        .allSatisfy(plane -> assertThat(plane.text("verdict")).isEqualTo("agrees"))
        .allSatisfy(plane -> assertThat(plane.gaps()).isEmpty());
    assertThat(requests(report, "envoy")).containsAll(sample.requests());
    assertThat(requests(report, "proxyless")).containsAll(sample.requests());
    assertThat(requests(report, "plain"))
        .extracting(SamplesIT::host)
        .containsAll(sample.requests().stream().map(SamplesIT::host).toList());
  }

  private static String host(String request) {
    return request.substring(0, request.indexOf(' '));
  }

  private static List<String> requests(LabReport report, String plane) {
    return report.planes().stream()
        .filter(measured -> measured.text("plane").equals(plane))
        .map(SamplesIT::request)
        .toList();
  }

  private static String request(PlaneReport plane) {
    List<String> metadata = new ArrayList<>();
    plane.node().at("/request/metadata").forEach(entry -> metadata.add(entry.asText()));
    return "%s %s %s %s"
        .formatted(
            plane.text("target").replaceFirst("\\..*", ""),
            plane.node().at("/request/route").asText(),
            plane.node().at("/request/method").asText(),
            metadata);
  }

  /**
   * A slip of the pen.
   *
   * @param was what is written
   * @param is what is written in its place
   * @param visible where the report shows it: a warning, or who answered which request
   */
  record Mistake(String was, String is, String visible) {}

  /** A sample with a mistake of each kind. */
  record Mistaken(String sample, List<Mistake> mistakes) {
    @Override
    public String toString() {
      return sample;
    }
  }

  static Stream<Mistaken> mistakes() {
    return Stream.of(
        new Mistaken(
            "online-shop",
            List.of(
                new Mistake(
                    """
                    subset: stable
                                port:
                                  number: 9000
                        - name: other\
                    """,
                    """
                    subset: canary
                                port:
                                  number: 9000
                        - name: other\
                    """,
                    "checkout pay /shop.checkout.v1.Checkout/Pay []: 100.0 % of checkout-canary-1"),
                new Mistake("x-beta-tester:", "x-beta-teser:", "[x-beta-teser=true]"),
                new Mistake(
                    "weight: 90",
                    "weight: 9",
                    "catalog search /shop.catalog.v1.Catalog/Search []: 52.6 % of catalog-next-1"),
                new Mistake(
                    "app.kubernetes.io/name: payment\n  ports:\n    - name: grpc\n      port",
                    "app.kubernetes.io/name: payment\n  ports:\n    - port",
                    "(port-sniffed: "))),
        new Mistaken(
            "media-platform",
            List.of(
                new Mistake(
                    "subset: green\n    - name: streams",
                    "subset: blue\n    - name: streams",
                    "[x-media-prewiew=on]: 50.0 % of playback-blue-1"),
                new Mistake("x-media-preview:", "x-media-prewiew:", "[x-media-prewiew=on]"),
                new Mistake(
                    "weight: 75",
                    "weight: 7",
                    "playback streams /media.playback.v2.Streams/Any []: 10.9 % of"
                        + " playback-blue-1"),
                new Mistake(
                    "    - name: grpc-library\n", "    - name: library\n", "(port-sniffed: "))),
        new Mistaken(
            "bank",
            List.of(
                new Mistake(
                    "subset: v4\n    - name: send",
                    "subset: v3\n    - name: send",
                    "[x-brunch=pilot]: 33.3 % of transfers-v3-1"),
                new Mistake("x-branch:", "x-brunch:", "[x-brunch=pilot]"),
                new Mistake(
                    "weight: 95",
                    "weight: 5",
                    "transfers send /bank.transfers.v1.Transfers/Send []: 50.0 % of"
                        + " transfers-v4-1"),
                new Mistake("- name: grpc-reports\n          port", "- port", "(port-sniffed: "))));
  }

  @Overlapping
  @ParameterizedTest
  @MethodSource("mistakes")
  void showTheirMistakes(Mistaken mistaken) throws Exception {
    Path copy = copy(mistaken);

    String shown = shown(predicted(copy));

    assertThat(mistaken.mistakes())
        .allSatisfy(mistake -> assertThat(shown).contains(mistake.visible()));
  }

  private Path copy(Mistaken mistaken) throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    List<Mistake> left = new ArrayList<>(mistaken.mistakes());
    try (Stream<Path> files = Files.list(SAMPLES.resolve(mistaken.sample()))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        for (Mistake mistake : List.copyOf(left)) {
          if (text.contains(mistake.was())) {
            text = text.replace(mistake.was(), mistake.is());
            left.remove(mistake);
          }
        }
        Files.writeString(copy.resolve(file.getFileName()), text);
      }
    }
    assertThat(left).as("mistakes that the sample has no place for").isEmpty();
    return copy;
  }

  /** The warnings, and for each request which part of the calls each pod is meant to get. */
  private static String shown(LabReport report) {
    List<String> shown = new ArrayList<>(report.warnings());
    for (PlaneReport plane : report.planes()) {
      plane
          .node()
          .at("/prediction/shares")
          .properties()
          .forEach(
              share ->
                  shown.add(
                      "%s: %.1f %% of %s"
                          .formatted(
                              request(plane),
                              share.getValue().asDouble() * 100,
                              plane.node().at("/pods/" + share.getKey() + "/name").asText())));
      shown.add(request(plane));
    }
    return shown.stream().collect(Collectors.joining("\n"));
  }

  private LabReport predicted(Path sample) throws Exception {
    try (LabProcess lab = start("predict", sample, "--planes=envoy")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isIn(0, 3);
      return new LabReport(lab.json());
    }
  }

  private LabProcess start(String command, Path sample, String... arguments) throws IOException {
    Path output = Files.createDirectory(directory.resolve("lab"));
    List<String> line = new ArrayList<>();
    line.addAll(List.of(command, "-o=json", "--stand-in", "-f", sample.toString()));
    line.addAll(List.of(arguments));
    return LabProcess.start(output, line.toArray(String[]::new));
  }

  @Overlapping
  @Test
  void sayWhichOfTheirRequestsIsMeasured() throws Exception {
    try (LabProcess lab = start("run", SAMPLES.resolve("bank"), "--planes=envoy", "--calls=9")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      assertThat(lab.stderr()).containsPattern("envoy: 2 of \\d+, [a-z.-]+:\\d+.*: measuring");
      assertThat(lab.leftovers()).isEmpty();
    }
  }

  private static LabReport run(Path sample) throws Exception {
    LabRun run = LabRun.of("--stand-in", "-f", sample.toString(), "--calls=300");
    assertThat(run.exitCode()).isZero();
    return run.report();
  }
}
