package dev.meshlab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class JUnitPrinterTest {

  @Test
  void showsAPlaneAsATestCase() throws Exception {
    String xml = JUnitPrinter.print(ReportFixture.report());
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();

    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(message(suite, "failure")).isEqualTo("counted [20, 10]");
    assertThat(message(suite, "error")).isEqualTo("it broke");
    assertThat(message(suite, "skipped")).isEqualTo("no such thing here");
  }

  @Test
  void showsATargetAsASuiteWhereThereAreSeveral() throws Exception {
    String xml = JUnitPrinter.print(ReportFixture.ofRoutes());

    assertThat(xml)
        .contains("<testsuites name=\"meshlab run\"")
        .contains("<testsuite name=\"shop.default.svc.cluster.local:50051\"")
        .contains("<testsuite name=\"other:1\"")
        .contains("name=\"envoy, route pay\"");
  }

  private static String message(Element suite, String element) {
    return ((Element) suite.getElementsByTagName(element).item(0)).getAttribute("message");
  }

  @Test
  void replacesWhatXmlCannotHold() {
    RunReport broken = ReportFixture.broken("a log with \u001b[31m and \u0000 in it");

    assertThat(JUnitPrinter.print(broken)).contains("a log with \uFFFD[31m and \uFFFD in it");
  }
}
