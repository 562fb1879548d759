package dev.meshlab.lab.report;

import dev.meshlab.lab.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The conclusion of a run: what was shown, the worst first. It never says that a mesh is right, for
 * the run shows only that data planes do what their configuration says.
 */
public final class Conclusion {

  private final RunReport report;

  Conclusion(RunReport report) {
    this.report = report;
  }

  /** True if calls of the caller fail that nothing asks to fail. */
  public boolean callsFail() {
    return some(PlaneReport::alarms);
  }

  /** True if a plane was left out that was to be measured. */
  public boolean isPartial() {
    return some(plane -> plane.missing());
  }

  /**
   * True if something was measured, every plane that was measured did what its configuration says,
   * with all ledgers equal, and none broke. Calls may fail all the same.
   */
  public boolean agrees() {
    return report.planes().stream().allMatch(PlaneReport::agrees)
        && some(plane -> plane.status() != Status.LEFT_OUT);
  }

  /**
   * True if a verdict or a prediction is unknown, or nothing was judged at all. A prediction needs
   * no verdict.
   */
  public boolean isUnknown() {
    return !some(plane -> plane.status() == Status.MEASURED || plane.status() == Status.PREDICTED)
        || some(plane -> is(plane, Verdict.Outcome.UNKNOWN))
        || some(plane -> plane.status() == Status.UNKNOWN);
  }

  Tone tone() {
    if (callsFail() || !agrees()) {
      return Tone.BAD;
    }
    return report.interrupted() || isPartial() ? Tone.DOUBTFUL : Tone.GOOD;
  }

  /** The conclusion in a sentence, without a full stop. */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    if (report.interrupted()) {
      parts.add("interrupted");
    }
    if (callsFail()) {
      parts.add(
          (isPredicted() ? "CALLS WOULD FAIL at " : "CALLS FAIL at ") + count(PlaneReport::alarms));
    }
    failingElsewhere().ifPresent(parts::add);
    judged(parts);
    leftOut(parts);
    return String.join("; ", parts) + String.format(Locale.ROOT, "; in %.1f s", report.seconds());
  }

  /**
   * The ways on which calls fail, and the caller does not call, where its own calls do not fail.
   */
  private Optional<String> failingElsewhere() {
    Set<String> failing =
        report.planes().stream()
            .filter(PlaneReport::alarms)
            .map(Conclusion::name)
            .collect(Collectors.toSet());
    String planes =
        report.planes().stream()
            .filter(plane -> plane.failing() && !failing.contains(name(plane)))
            .map(PlaneReport::plane)
            .distinct()
            .collect(Collectors.joining(" and "));
    return planes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "calls %s on %s, which the caller does not use"
                .formatted(isPredicted() ? "would fail" : "fail", planes));
  }

  private boolean isPredicted() {
    return some(plane -> plane.status() == Status.PREDICTED || plane.status() == Status.UNKNOWN);
  }

  private void judged(List<String> parts) {
    add(parts, plane -> !plane.measurement().ledgers().gaps().isEmpty(), "ledgers DIFFER at ");
    add(parts, plane -> is(plane, Verdict.Outcome.DISAGREES), "a plane DISAGREES at ");
    add(parts, plane -> is(plane, Verdict.Outcome.UNKNOWN), "the verdict is UNKNOWN at ");
    add(parts, plane -> plane.status() == Status.UNKNOWN, "what happens is UNKNOWN at ");
    add(parts, plane -> plane.status() == Status.FAILED, "a plane BROKE at ");
    if (isPredicted()) {
      parts.add(
          (some(plane -> plane.status() == Status.PREDICTED)
                  ? "predicted from the configuration alone, "
                  : "")
              + "nothing was started");
    } else if (!some(plane -> plane.status() == Status.MEASURED)) {
      parts.add("NOTHING was measured");
    } else if (agrees()) {
      parts.add("every plane did what its configuration says");
    }
  }

  private void add(List<String> parts, Predicate<PlaneReport> which, String what) {
    if (some(which)) {
      parts.add(what + count(which));
    }
  }

  private static boolean is(PlaneReport plane, Verdict.Outcome verdict) {
    return plane.status() == Status.MEASURED
        && plane.measurement().judgement().verdict() == verdict;
  }

  private void leftOut(List<String> parts) {
    String planes =
        report.planes().stream()
            .filter(plane -> plane.missing())
            .map(PlaneReport::plane)
            .distinct()
            .map(this::unmeasured)
            .collect(Collectors.joining(", "));
    if (!planes.isEmpty()) {
      parts.add("NOT MEASURED: " + planes);
    }
  }

  /** A plane, and how many of its reports are missing where some are not. */
  private String unmeasured(String name) {
    List<PlaneReport> its = report.planes().stream().filter(p -> p.plane().equals(name)).toList();
    long missing = its.stream().filter(PlaneReport::missing).count();
    return missing == its.size() ? name : "%s (%d of %d)".formatted(name, missing, its.size());
  }

  private boolean some(Predicate<PlaneReport> which) {
    return report.planes().stream().anyMatch(which);
  }

  /** {@code 2 of 14 targets}, where each route of a target counts, and each caller. */
  private String count(Predicate<PlaneReport> which) {
    long all = names(plane -> true);
    boolean routes = some(plane -> !plane.request().route().isEmpty());
    boolean callers = some(plane -> !plane.request().caller().isEmpty());
    String noun =
        (all == 1 ? "target" : "targets")
            + (routes && callers ? ", routes and callers" : "")
            + (routes && !callers ? " and routes" : "")
            + (callers && !routes ? " and callers" : "");
    return "%d of %d %s".formatted(names(which), all, noun);
  }

  private long names(Predicate<PlaneReport> which) {
    return report.planes().stream().filter(which).map(Conclusion::name).distinct().count();
  }

  private static String name(PlaneReport plane) {
    return plane.request().name(plane.target());
  }
}
