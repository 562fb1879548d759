package dev.meshlab.lab.proof;

import dev.meshlab.lab.intent.TestCase;
import dev.meshlab.lab.outcome.Live;
import dev.meshlab.lab.outcome.Met;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.List;
import java.util.Optional;

/**
 * The result of a case on a plane.
 *
 * @param testCase the case
 * @param plane the plane
 * @param verdict how it ended
 * @param reason why nothing is known; empty where something is
 * @param predicted who was to answer, in a sentence; empty where nothing says
 * @param measured who answered, and how calls ended; empty where nothing was measured
 * @param live what happened under a change; empty where nothing changed
 * @param met the expectations, each with what came of it
 * @param why which route took the calls, and which rules decided; empty where all is as expected
 * @param seconds how long it took
 */
public record CaseResult(
    TestCase testCase,
    Plane plane,
    Verdict verdict,
    String reason,
    String predicted,
    String measured,
    Optional<Live> live,
    List<Met> met,
    List<String> why,
    double seconds) {

  public CaseResult {
    met = List.copyOf(met);
    why = List.copyOf(why);
  }

  /** A case that was not tried. */
  static CaseResult notTried(TestCase testCase, Plane plane, String reason) {
    return new CaseResult(
        testCase,
        plane,
        Verdict.NOT_TRIED,
        reason,
        "",
        "",
        Optional.empty(),
        List.of(),
        List.of(),
        0);
  }

  /** The case and the plane. */
  String name() {
    return testCase.name() + ", " + plane;
  }
}
