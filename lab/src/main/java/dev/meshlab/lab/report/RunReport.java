package dev.meshlab.lab.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that one {@code run} found.
 *
 * @param schemaVersion grows when a field that programs rely on changes its meaning
 * @param version of the lab
 * @param startedAt when the run began
 * @param seconds how long it took
 * @param interrupted whether it was ended before its time
 * @param asked the load as it was asked for, by option name
 * @param caller who calls on the planes inside the mesh
 * @param otherCallers those of whom something else is predicted, and who call too
 * @param planes what each plane did with each target
 * @param remarks on the manifests
 */
public record RunReport(
    int schemaVersion,
    String version,
    Instant startedAt,
    double seconds,
    boolean interrupted,
    Map<String, Object> asked,
    CallerReport caller,
    List<CallerReport> otherCallers,
    List<PlaneReport> planes,
    @JsonUnwrapped Remarks remarks) {

  /**
   * Remarks on the manifests, and on what the lab makes of them.
   *
   * @param warnings what the manifests say and the lab doubts
   * @param advice the advice among the warnings
   * @param notes what the lab does with the manifests, or leaves out
   * @param deviations where the lab departs from what Istio sends, each with its reason
   */
  public record Remarks(
      List<String> warnings, List<Advised> advice, List<String> notes, List<Deviation> deviations) {
    static final Remarks NONE = new Remarks(List.of(), List.of(), List.of(), List.of());

    public Remarks {
      warnings = List.copyOf(warnings);
      advice = List.copyOf(advice);
      notes = List.copyOf(notes);
      deviations = List.copyOf(deviations);
    }

    Remarks withNotes(List<String> further) {
      List<String> all = Stream.concat(further.stream(), notes.stream()).toList();
      return new Remarks(warnings, advice, all, deviations);
    }
  }

  /**
   * Something that the lab runs differently from what Istio sends.
   *
   * @param field of the xDS resource
   * @param istio what Istio sends
   * @param lab what the lab runs
   * @param reason why
   */
  public record Deviation(String field, String istio, String lab, String reason) {}

  /**
   * A piece of advice on the manifests; {@code explain} has more about it.
   *
   * @param id of the idea
   */
  public record Advised(String id, String file, int line, String path, String message) {}

  /** The schema that this version writes. */
  public static final int SCHEMA_VERSION = 1;

  public RunReport {
    otherCallers = List.copyOf(otherCallers);
    planes = List.copyOf(planes);
  }

  /** The same report with further notes before its own. */
  public RunReport withNotes(List<String> further) {
    return new RunReport(
        schemaVersion,
        version,
        startedAt,
        seconds,
        interrupted,
        asked,
        caller,
        otherCallers,
        planes,
        remarks.withNotes(further));
  }

  /** The conclusion from all that the run has shown. */
  public Conclusion conclusion() {
    return new Conclusion(this);
  }

  /** The conclusion as programs get it, in a sentence. */
  @JsonProperty("conclusion")
  String conclusionSentence() {
    return conclusion().sentence();
  }
}
