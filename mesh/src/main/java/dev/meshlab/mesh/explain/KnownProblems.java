package dev.meshlab.mesh.explain;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Position;
import dev.meshlab.mesh.manifest.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the manifests and the model have found to be accepted and doubtful, as advice. */
final class KnownProblems implements Adviser {

  /** An idea, by words that its message has. */
  private record Idea(String words, String id, String exercise) {}

  private static final List<Idea> IDEAS =
      List.of(
          new Idea("have no port of this name", "unknown-target-port", "common-issues"),
          new Idea("no Service has this name", "unknown-host", "common-issues"),
          new Idea("defines this subset", "unknown-subset", "subset-policies"),
          new Idea("has no such port", "unknown-port", "common-issues"),
          new Idea("does not honour", "not-honoured", "common-issues"),
          new Idea("the lab knows nothing of", "not-honoured", "common-issues"),
          new Idea("replaces the one at", "same-name", "common-issues"),
          new Idea("no request is routed by it", "no-hosts", "common-issues"),
          new Idea("that the lab does not know", "unknown-patch-field", "active-health-check"));

  private static final Idea OTHER = new Idea("", "doubtful", "common-issues");

  /**
   * Of which {@link ServiceAdvice}, {@link LabelAdvice} and those on two rules have more to say.
   */
  private static final List<String> KNOWN_BETTER =
      List.of("declares no protocol", "selects no pod", "match no pod", "is ignored: ");

  private static final Pattern SUGGESTION =
      Pattern.compile("did you mean (\\S+)\\?|it has \\[(\\d+)|its subsets are \\[([^],]+)");

  @Override
  public List<Advice> advise(Scene scene) {
    Set<String> external = external(scene);
    Set<Position> delegates = delegates(scene);
    return Stream.concat(scene.manifests().problems().stream(), scene.mesh().problems().stream())
        .filter(problem -> !problem.isError())
        .filter(problem -> !isKnownBetter(problem))
        .filter(problem -> !external.contains(String.valueOf(problem.value())))
        .filter(
            problem ->
                !(problem.path().equals("spec.hosts") && delegates.contains(problem.position())))
        .map(KnownProblems::advice)
        .toList();
  }

  private static boolean isKnownBetter(Problem problem) {
    String value = problem.value();
    return KNOWN_BETTER.stream().anyMatch(problem.message()::contains)
        || (value != null && value.contains(".cluster.cluster."));
  }

  /** Hosts that are no Service and need be none: they are said to be elsewhere. */
  private static Set<String> external(Scene scene) {
    return scene.specs(Scene.NETWORKING, "ServiceEntry").stream()
        .flatMap(spec -> spec.strings("hosts").stream())
        .collect(Collectors.toSet());
  }

  /** Where the hosts of VirtualServices would stand to which others delegate. */
  private static Set<Position> delegates(Scene scene) {
    return scene.virtualServices().stream()
        .filter(rule -> Scene.spec(rule).strings("hosts").isEmpty())
        .filter(rule -> !scene.roots(rule).isEmpty())
        .map(rule -> Scene.spec(rule).position("hosts"))
        .collect(Collectors.toSet());
  }

  private static Advice advice(Problem problem) {
    Idea idea =
        IDEAS.stream()
            .filter(known -> problem.message().contains(known.words))
            .findFirst()
            .orElse(OTHER);
    String value = problem.value();
    String message = problem.message() + (value == null ? "" : " (" + value + ")");
    return new Advice(
        idea.id, problem.position(), problem.path(), message, fix(problem), idea.exercise);
  }

  /** The field with the value that the hint suggests; else the hint. */
  private static String fix(Problem problem) {
    Matcher suggestion = SUGGESTION.matcher(problem.hint());
    if (problem.hint().equals("its subsets are []")) {
      return "# in a DestinationRule for this host\nsubsets:\n- %s\n  labels:\n    %s"
          .formatted(
              Block.of("name", String.valueOf(problem.value())),
              Block.of("version", String.valueOf(problem.value())));
    }
    if (!suggestion.find()) {
      return problem.hint().isEmpty() ? "" : "# " + problem.hint();
    }
    String field = problem.path().substring(problem.path().lastIndexOf('.') + 1);
    if (suggestion.group(2) != null) {
      return field + ": " + suggestion.group(2);
    }
    String text = suggestion.group(suggestion.group(1) == null ? 3 : 1);
    return field.equals("hosts")
        ? Block.ofTexts(field, List.of(text)) + "   # instead of " + problem.value()
        : Block.of(field, text);
  }
}
