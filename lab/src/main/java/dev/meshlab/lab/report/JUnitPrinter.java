package dev.meshlab.lab.report;

import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Verdict;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report as JUnit XML, so that a CI server shows a plane as a test case. */
public final class JUnitPrinter {

  private JUnitPrinter() {}

  /**
   * A test suite for each target; a plane that disagrees is a failure, one that broke an error, one
   * left out is skipped.
   */
  public static String print(RunReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      suites(xml, report);
      xml.writeEndDocument();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a report holds something that XML cannot", e);
    }
    return text + "\n";
  }

  private static void suites(XMLStreamWriter xml, RunReport report) throws XMLStreamException {
    Map<String, List<PlaneReport>> byTarget =
        report.planes().stream()
            .collect(
                Collectors.groupingBy(
                    PlaneReport::target, LinkedHashMap::new, Collectors.toList()));
    if (byTarget.size() < 2) {
      suite(xml, "meshlab run", report, report.planes(), report.seconds());
      return;
    }
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "meshlab run");
    xml.writeAttribute("time", seconds(report.seconds()));
    for (Map.Entry<String, List<PlaneReport>> target : byTarget.entrySet()) {
      double measured =
          target.getValue().stream().mapToDouble(plane -> plane.measurement().seconds()).sum();
      suite(xml, target.getKey(), report, target.getValue(), measured);
    }
    xml.writeEndElement();
  }

  private static void suite(
      XMLStreamWriter xml, String name, RunReport report, List<PlaneReport> planes, double time)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("timestamp", report.startedAt().toString());
    xml.writeAttribute("time", seconds(time));
    xml.writeAttribute("tests", Integer.toString(planes.size()));
    xml.writeAttribute("failures", count(planes, Result.FAILURE));
    xml.writeAttribute("errors", count(planes, Result.ERROR));
    xml.writeAttribute("skipped", count(planes, Result.SKIPPED));
    for (PlaneReport plane : planes) {
      testCase(xml, plane);
    }
    xml.writeEndElement();
  }

  private static void testCase(XMLStreamWriter xml, PlaneReport plane) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", plane.target());
    String route = plane.request().route();
    xml.writeAttribute(
        "name", route.isEmpty() ? plane.plane() : plane.plane() + ", route " + route);
    xml.writeAttribute("time", seconds(plane.measurement().seconds()));
    Result result = Result.of(plane);
    if (result != Result.PASSED) {
      xml.writeStartElement(result.element);
      xml.writeAttribute("message", allowed(message(plane)));
      xml.writeCharacters(allowed(details(plane)));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String message(PlaneReport plane) {
    if (plane.reason() != null) {
      return plane.reason();
    }
    List<String> gaps = plane.measurement().ledgers().gaps();
    return plane.measurement().findings().stream()
        .filter(finding -> !finding.holds())
        .map(Finding::text)
        .findFirst()
        .orElseGet(() -> String.join("; ", gaps));
  }

  private static String details(PlaneReport plane) {
    return plane.measurement().findings().stream()
            .map(finding -> (finding.holds() ? "holds: " : "does not hold: ") + finding.text())
            .collect(Collectors.joining("\n"))
        + plane.measurement().ledgers().gaps().stream()
            .map(gap -> "\nledgers: " + gap)
            .collect(Collectors.joining());
  }

  /** The log of a program may hold characters that XML 1.0 (section 2.2) does not. */
  private static String allowed(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  private static String count(List<PlaneReport> planes, Result result) {
    return Long.toString(planes.stream().filter(plane -> Result.of(plane) == result).count());
  }

  private enum Result {
    PASSED(""),
    FAILURE("failure"),
    ERROR("error"),
    SKIPPED("skipped");

    private final String element;

    Result(String element) {
      this.element = element;
    }

    static Result of(PlaneReport plane) {
      return switch (plane.status()) {
        case LEFT_OUT -> SKIPPED;
        case FAILED -> ERROR;
        case MEASURED -> plane.asExpected() ? PASSED : ofVerdict(plane.measurement().verdict());
      };
    }

    private static Result ofVerdict(Verdict.Outcome verdict) {
      return verdict == Verdict.Outcome.UNKNOWN ? ERROR : FAILURE;
    }
  }
}
