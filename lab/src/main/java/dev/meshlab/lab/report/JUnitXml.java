package dev.meshlab.lab.report;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A JUnit document, in the dialect that Jenkins, GitLab and GitHub's reporters share.
 *
 * @param name of the whole
 * @param startedAt when it began; null where that means nothing
 * @param seconds how long it took
 */
public record JUnitXml(String name, @Nullable Instant startedAt, double seconds) {

  /** The document, with a line for each element. */
  public String print(List<JUnitSuite> suites) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", name);
      xml.writeAttribute("time", time(seconds));
      for (JUnitSuite suite : suites) {
        suite(xml, suite);
      }
      end(xml, 0);
      xml.writeEndDocument();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a report holds something that XML cannot", e);
    }
    return text + "\n";
  }

  private void suite(XMLStreamWriter xml, JUnitSuite suite) throws XMLStreamException {
    start(xml, 1, "testsuite");
    xml.writeAttribute("name", allowed(suite.name()));
    if (startedAt != null) {
      xml.writeAttribute("timestamp", startedAt.toString());
    }
    xml.writeAttribute("time", time(suite.seconds()));
    xml.writeAttribute("tests", Integer.toString(suite.cases().size()));
    xml.writeAttribute("failures", Long.toString(suite.count(JUnitCase.Result.FAILURE)));
    xml.writeAttribute("errors", Long.toString(suite.count(JUnitCase.Result.ERROR)));
    xml.writeAttribute("skipped", Long.toString(suite.count(JUnitCase.Result.SKIPPED)));
    for (JUnitCase each : suite.cases()) {
      testCase(xml, each);
    }
    end(xml, 1);
  }

  private static void testCase(XMLStreamWriter xml, JUnitCase each) throws XMLStreamException {
    start(xml, 2, "testcase");
    xml.writeAttribute("classname", allowed(each.group()));
    xml.writeAttribute("name", allowed(each.name()));
    xml.writeAttribute("time", time(each.seconds()));
    place(xml, each);
    properties(xml, each.properties());
    if (each.ending().result() != JUnitCase.Result.PASSED) {
      start(xml, 3, each.ending().result().element());
      xml.writeAttribute("message", allowed(each.ending().message()));
      xml.writeCharacters(allowed(each.ending().details()));
      xml.writeEndElement();
    }
    if (!each.output().isEmpty()) {
      start(xml, 3, "system-out");
      xml.writeCharacters(allowed(each.output()));
      xml.writeEndElement();
    }
    end(xml, 2);
  }

  private static void place(XMLStreamWriter xml, JUnitCase each) throws XMLStreamException {
    if (!each.file().isEmpty()) {
      xml.writeAttribute("file", allowed(each.file()));
    }
    if (each.line() > 0) {
      xml.writeAttribute("line", Integer.toString(each.line()));
    }
  }

  private static void properties(XMLStreamWriter xml, Map<String, String> properties)
      throws XMLStreamException {
    if (properties.isEmpty()) {
      return;
    }
    start(xml, 3, "properties");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      xml.writeCharacters("\n" + "  ".repeat(4));
      xml.writeEmptyElement("property");
      xml.writeAttribute("name", allowed(property.getKey()));
      xml.writeAttribute("value", allowed(property.getValue()));
    }
    end(xml, 3);
  }

  private static void start(XMLStreamWriter xml, int depth, String element)
      throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(element);
  }

  private static void end(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEndElement();
  }

  /** The log of a program may hold characters that XML 1.0 (section 2.2) does not. */
  private static String allowed(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }

  private static String time(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
