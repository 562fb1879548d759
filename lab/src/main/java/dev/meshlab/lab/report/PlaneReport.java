package dev.meshlab.lab.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of one plane on one target.
 *
 * @param plane its name
 * @param target the host and port that the client called
 * @param request what was called there
 * @param status whether it was measured
 * @param missing whether it was to be measured and was not: this machine lacks something that it
 *     needs, or the run was ended before
 * @param forComparison whether the caller of this run calls another way, so that what fails here
 *     does not fail for it
 * @param reason why it was left out, or what went wrong meanwhile; null when all is well
 * @param measurement what was counted and predicted; {@link Measurement#NOTHING} where neither was
 */
public record PlaneReport(
    String plane,
    String target,
    RequestLine request,
    Status status,
    boolean missing,
    boolean forComparison,
    @Nullable String reason,
    @JsonUnwrapped Measurement measurement) {

  /** A plane that was measured. */
  public static PlaneReport measured(
      String plane,
      String target,
      RequestLine request,
      @Nullable String reason,
      Measurement measurement) {
    return new PlaneReport(
        plane, target, request, Status.MEASURED, false, false, reason, measurement);
  }

  /** A plane of which nothing but the prediction is wanted. */
  public static PlaneReport predicted(
      String plane, String target, RequestLine request, Measurement measurement) {
    return new PlaneReport(
        plane, target, request, Status.PREDICTED, false, false, null, measurement);
  }

  /** A target of which no prediction can be made. */
  public static PlaneReport unknown(
      String plane, String target, RequestLine request, String reason) {
    return new PlaneReport(
        plane, target, request, Status.UNKNOWN, false, false, reason, Measurement.NOTHING);
  }

  /** A plane that was to be measured and was not, for example because it needs what is not here. */
  public static PlaneReport missing(
      String plane, String target, RequestLine request, String reason) {
    return new PlaneReport(
        plane, target, request, Status.LEFT_OUT, true, false, reason, Measurement.NOTHING);
  }

  /** A plane that cannot call such a target. */
  public static PlaneReport leftOut(
      String plane, String target, RequestLine request, String reason) {
    return new PlaneReport(
        plane, target, request, Status.LEFT_OUT, false, false, reason, Measurement.NOTHING);
  }

  /** A target whose turn did not come, because the run was ended. */
  public static PlaneReport interrupted(String plane, String target, RequestLine request) {
    return missing(plane, target, request, "interrupted before its turn");
  }

  /** A plane that broke before anything could be measured. */
  public static PlaneReport failed(
      String plane, String target, RequestLine request, String reason) {
    return new PlaneReport(
        plane, target, request, Status.FAILED, false, false, reason, Measurement.NOTHING);
  }

  /** The same report, of a way by which the caller does not call. */
  public PlaneReport forComparisonOnly() {
    return new PlaneReport(plane, target, request, status, missing, true, reason, measurement);
  }

  /** The same report, of calls that another caller made. */
  public PlaneReport calledBy(String workload) {
    return new PlaneReport(
        plane,
        target,
        request.calledBy(workload),
        status,
        missing,
        forComparison,
        reason,
        measurement);
  }

  /** The same report, of calls that are meant to fail. */
  public PlaneReport withoutAlarm() {
    return new PlaneReport(
        plane,
        target,
        request,
        status,
        missing,
        forComparison,
        reason,
        measurement.withoutFailing());
  }

  /** The same report, judged by more findings too. */
  public PlaneReport judgedBy(List<Finding> more) {
    return new PlaneReport(
        plane, target, request, status, missing, forComparison, reason, measurement.with(more));
  }

  /** True if policies of the pods are expected to refuse every call. */
  public boolean refusesAll() {
    return measurement.prediction() != null && measurement.prediction().denied();
  }

  /** True if some pod is expected to answer. */
  public boolean answersSome() {
    return measurement.prediction() != null && !measurement.prediction().servers().isEmpty();
  }

  /** True if calls of the caller fail that nothing asks to fail. */
  boolean alarms() {
    return failing() && !forComparison;
  }

  /** True if calls fail that nothing asks to fail, whoever makes them. */
  boolean failing() {
    return measurement.failing() != null;
  }

  /** True if nothing contradicts its configuration. */
  boolean agrees() {
    return switch (status) {
      case LEFT_OUT, PREDICTED -> true;
      case FAILED, UNKNOWN -> false;
      case MEASURED ->
          reason == null
              && measurement.judgement().verdict() == Verdict.Outcome.AGREES
              && measurement.ledgers().gaps().isEmpty();
    };
  }
}
