package dev.meshlab.lab.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.meshlab.lab.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What one plane did with one target.
 *
 * @param plane its name: plain, envoy, proxyless
 * @param target the host and port that the client called
 * @param request what was called there
 * @param status whether it was measured
 * @param reason why not, or what went wrong meanwhile; null when all is well
 * @param measurement what was counted; {@link Measurement#NOTHING} unless measured
 */
public record PlaneReport(
    String plane,
    String target,
    RequestLine request,
    Status status,
    @Nullable String reason,
    @JsonUnwrapped Measurement measurement) {

  /** A plane that could not be used on this machine. */
  public static PlaneReport leftOut(
      String plane, String target, RequestLine request, String reason) {
    return new PlaneReport(plane, target, request, Status.LEFT_OUT, reason, Measurement.NOTHING);
  }

  /** A target whose turn did not come, because the run was ended. */
  public static PlaneReport interrupted(String plane, String target, RequestLine request) {
    return leftOut(plane, target, request, "interrupted before its turn");
  }

  /** A plane that broke before anything could be measured. */
  public static PlaneReport failed(
      String plane, String target, RequestLine request, String reason) {
    return new PlaneReport(plane, target, request, Status.FAILED, reason, Measurement.NOTHING);
  }

  boolean asExpected() {
    return switch (status) {
      case LEFT_OUT -> true;
      case FAILED -> false;
      case MEASURED ->
          reason == null
              && measurement.verdict() == Verdict.Outcome.AGREES
              && measurement.ledgers().gaps().isEmpty();
    };
  }
}
