package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Problem;
import java.util.List;
import java.util.stream.Stream;

/** What the manifests and the model have found to be accepted and doubtful, as advice. */
final class KnownProblems implements Adviser {

  /** An idea, by words that its message has. */
  private record Idea(String words, String id, String exercise) {}

  private static final List<Idea> IDEAS =
      List.of(
          new Idea("selects no pod", "service-without-pods", "common-issues"),
          new Idea("have no port of this name", "unknown-target-port", "common-issues"),
          new Idea("no Service has this name", "unknown-host", "common-issues"),
          new Idea("defines this subset", "unknown-subset", "subset-policies"),
          new Idea("match no pod", "empty-subset", "subset-policies"),
          new Idea("has no such port", "unknown-port", "common-issues"),
          new Idea("is ignored: ", "two-rules", "subset-policies"),
          new Idea("does not honour", "not-honoured", ""),
          new Idea("the lab knows nothing of", "not-honoured", ""),
          new Idea("replaces the one at", "same-name", "common-issues"),
          new Idea("no request is routed by it", "no-hosts", "common-issues"),
          new Idea("that the lab does not know", "unknown-patch-field", "active-health-check"));

  private static final Idea OTHER = new Idea("", "doubtful", "common-issues");

  @Override
  public List<Advice> advise(Scene scene) {
    return Stream.concat(scene.manifests().problems().stream(), scene.mesh().problems().stream())
        .filter(problem -> !problem.isError())
        .filter(problem -> !isKnownBetter(problem))
        .map(KnownProblems::advice)
        .toList();
  }

  /** {@link RouteAdvice} and {@link ServiceAdvice} have more to say of it. */
  private static boolean isKnownBetter(Problem problem) {
    String value = problem.value();
    return problem.message().startsWith("declares no protocol")
        || (value != null && value.contains(".cluster.cluster."));
  }

  private static Advice advice(Problem problem) {
    Idea idea =
        IDEAS.stream()
            .filter(known -> problem.message().contains(known.words))
            .findFirst()
            .orElse(OTHER);
    String value = problem.value();
    String message = problem.message() + (value == null ? "" : " (" + value + ")");
    String fix = problem.hint().isEmpty() ? "" : "# " + problem.hint();
    return new Advice(idea.id, problem.position(), problem.path(), message, fix, idea.exercise);
  }
}
