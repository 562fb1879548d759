package dev.meshlab.lab.run;

import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.mesh.model.Deployment;
import java.util.List;
import java.util.function.Supplier;

/** The callers of the manifests of whom something else is predicted than of the one that calls. */
final class OtherCallers {

  /** A forecast is made for each, so that many would keep a reader waiting. */
  private static final int MOST = 8;

  private static final OtherCallers NONE = new OtherCallers(List.of(), 0);

  private final List<OtherCaller> all;
  private final int leftOut;

  private OtherCallers(List<OtherCaller> all, int leftOut) {
    this.all = List.copyOf(all);
    this.leftOut = leftOut;
  }

  /**
   * The other callers, one of each kind; none where the user has chosen who calls.
   *
   * @param own what is predicted for the caller of the plan, asked only where there are others
   */
  static OtherCallers of(Plan plan, Supplier<List<PlaneReport>> own) {
    if (!plan.settings().client().equals(ClientChoice.NONE)) {
      return NONE;
    }
    List<Deployment> others = new CallerKinds(plan.manifests(), plan.mesh()).besides(plan.client());
    if (others.isEmpty()) {
      return NONE;
    }
    List<PlaneReport> predicted = own.get();
    return new OtherCallers(
        others.stream()
            .limit(MOST)
            .flatMap(other -> OtherCaller.of(other, plan, predicted).stream())
            .toList(),
        Math.max(0, others.size() - MOST));
  }

  List<OtherCaller> all() {
    return all;
  }

  /** A remark on callers that are not compared. */
  List<String> notes() {
    return leftOut == 0
        ? List.of()
        : List.of(
            "%d more kinds of caller are not compared with this one; --client names a Deployment"
                .formatted(leftOut));
  }
}
