package dev.meshlab.lab.proof;

import dev.meshlab.lab.exercise.PlaneLine;
import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.ExpectationText;
import dev.meshlab.lab.expectation.InvalidExpectation;
import dev.meshlab.lab.expectation.Need;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.verdict.Claims;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Expectations that a user gives to a run, a line each. They note which of them were compared with
 * a measurement.
 */
public final class WrittenClaims implements Claims {

  private static final List<String> PLANES =
      Stream.concat(
              Arrays.stream(Plane.values()).map(Plane::toString), Stream.of(ClusterPlane.NAME))
          .toList();

  private final List<Written> expectations = new ArrayList<>();
  private final Set<Written> held = new HashSet<>();

  /** An expectation, and the only plane of it; without one, all are meant. */
  private record Written(Optional<String> plane, Expectation expectation) {}

  private WrittenClaims() {}

  /**
   * The claims of some lines.
   *
   * @param name of the flag that has them
   * @param given what the calls have that some expectations need
   * @throws BadInput if any is not an expectation, or needs something else
   */
  public static WrittenClaims of(String name, List<String> lines, Set<Need> given) {
    WrittenClaims claims = new WrittenClaims();
    List<Diagnostic> problems = new ArrayList<>();
    for (String line : lines) {
      try {
        PlaneLine read = PlaneLine.of(line, PLANES);
        Expectation expectation = ExpectationText.parse(read.line());
        expectation
            .need()
            .filter(need -> !given.contains(need))
            .ifPresent(need -> problems.add(lacking(name, expectation, need)));
        claims.expectations.add(new Written(read.plane(), expectation));
      } catch (InvalidExpectation e) {
        problems.add(
            Diagnostic.general(
                "%s: %s; docs/reference.md has the language".formatted(name, e.getMessage())));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return claims;
  }

  private static Diagnostic lacking(String name, Expectation expectation, Need need) {
    String remedy =
        switch (need) {
          case KEYS -> "add --keys, for example x-user-id=200";
          case ACCESS_LOG -> "a run has none; write a test with accessLog: true";
          case CREATIONS -> "add --rpc create";
        };
    return Diagnostic.general(
        "%s '%s': needs %s; %s".formatted(name, expectation.text(), need, remedy));
  }

  @Override
  public List<Finding> findings(String plane, Observation seen) {
    List<Finding> findings = new ArrayList<>();
    for (Written each : expectations) {
      if (each.plane().map(plane::equals).orElse(true)) {
        held.add(each);
        Finding finding = each.expectation().check(seen);
        findings.add(
            new Finding(
                finding.holds(),
                "expected %s: %s".formatted(each.expectation().text(), finding.text()),
                finding.pValue()));
      }
    }
    return findings;
  }

  /** The expectations of planes that were not measured, as the user wrote them. */
  public List<String> unheld() {
    return expectations.stream()
        .filter(each -> !held.contains(each))
        .map(each -> each.plane().map(plane -> plane + ": ").orElse("") + each.expectation().text())
        .toList();
  }
}
