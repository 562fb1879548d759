package dev.meshlab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class JUnitPrinterTest {

  @Test
  void showsAPlaneAsATestCase() throws Exception {
    String xml = JUnitPrinter.print(ReportFixture.report());
    Element suite = (Element) parsed(xml).getElementsByTagName("testsuite").item(0);

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

  @Test
  void givesACaseItsCountsAndItsPrediction() {
    assertThat(JUnitPrinter.print(ReportFixture.report()))
        .contains("<property name=\"verdict\" value=\"agrees\"/>")
        .contains("<property name=\"replies.default/shop-1\" value=\"30\"/>")
        .contains("<property name=\"status.OK\" value=\"30\"/>")
        .contains("<system-out>predicted: each in turn");
  }

  @Test
  void failsWhereCallsFailAsPredicted() throws Exception {
    Element suites = parsed(JUnitPrinter.print(ReportFixture.ofFailingCalls()));

    assertThat(message(suites, "failure")).isEqualTo("10 calls fail: subset V2 has no ready pod");
  }

  @Test
  void failsWhereCallsWouldFail() throws Exception {
    Element suites = parsed(JUnitPrinter.print(ReportFixture.ofPredictions()));

    assertThat(message(suites, "failure"))
        .isEqualTo("calls would fail: every call fails: subset V2 has no ready pod");
    assertThat(message(suites, "skipped")).isEqualTo("predicted, not measured");
  }

  @Test
  void showsAProblemAsATestCaseWithItsPlace() throws Exception {
    FailureReport refused =
        new FailureReport(
            2,
            List.of(new FailureReport.Failure("m.yaml", 7, "spec.host", "is empty", "write it")));
    Element one =
        (Element) parsed(JUnitPrinter.print(refused)).getElementsByTagName("testcase").item(0);

    assertThat(one.getAttribute("file")).isEqualTo("m.yaml");
    assertThat(one.getAttribute("line")).isEqualTo("7");
    assertThat(message(one, "error")).isEqualTo("is empty");
  }

  @Test
  void leavesOutALineThatIsNotKnown() throws Exception {
    FailureReport refused =
        new FailureReport(2, List.of(new FailureReport.Failure("m.yaml", 0, "", "is empty", "")));
    Element one =
        (Element) parsed(JUnitPrinter.print(refused)).getElementsByTagName("testcase").item(0);

    assertThat(one.getAttribute("file")).isEqualTo("m.yaml");
    assertThat(one.hasAttribute("line")).isFalse();
  }

  private static Element parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
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
