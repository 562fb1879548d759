package dev.meshlab.lab.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A test case of a JUnit document.
 *
 * @param group under which CI servers list it
 * @param name of the case
 * @param file that it is about; empty where it is about none
 * @param line of the file; 0 where it is not known
 * @param seconds how long it took
 * @param properties facts about it, by name
 * @param output the text that it printed
 * @param ending how it ended
 */
public record JUnitCase(
    String group,
    String name,
    String file,
    int line,
    double seconds,
    Map<String, String> properties,
    String output,
    Ending ending) {

  /**
   * The end of a test case.
   *
   * @param result how it ended
   * @param message why, in a line
   * @param details why, in more lines
   */
  record Ending(Result result, String message, String details) {
    static final Ending PASSED = new Ending(Result.PASSED, "", "");
  }

  /** The ways in which a test case ends. */
  public enum Result {
    PASSED(""),
    FAILURE("failure"),
    ERROR("error"),
    SKIPPED("skipped");

    private final String element;

    Result(String element) {
      this.element = element;
    }

    /** The XML element that says so. */
    String element() {
      return element;
    }
  }

  /** A case that passed. */
  public JUnitCase(String group, String name) {
    this(group, name, "", 0, 0, Map.of(), "", Ending.PASSED);
  }

  public JUnitCase {
    properties = new LinkedHashMap<>(properties);
  }

  /** The same case, about a line of a file. */
  public JUnitCase at(String where, int number) {
    return new JUnitCase(group, name, where, number, seconds, properties, output, ending);
  }

  /** The same case with another end. */
  public JUnitCase ended(Result end, String why, String more) {
    return new JUnitCase(
        group, name, file, line, seconds, properties, output, new Ending(end, why, more));
  }

  /** The same case, which took some seconds. */
  public JUnitCase took(double time) {
    return new JUnitCase(group, name, file, line, time, properties, output, ending);
  }

  JUnitCase with(Map<String, String> facts) {
    return new JUnitCase(group, name, file, line, seconds, facts, output, ending);
  }

  /** The same case with a text that it printed. */
  public JUnitCase printed(String text) {
    return new JUnitCase(group, name, file, line, seconds, properties, text, ending);
  }
}
