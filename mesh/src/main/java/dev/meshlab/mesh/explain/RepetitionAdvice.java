package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Retries of methods that must not run twice. */
final class RepetitionAdvice implements Adviser {

  /** Conditions under which the server has certainly not begun to act. */
  private static final Set<String> BEFORE_THE_SERVER =
      Set.of("connect-failure", "refused-stream", "reset-before-request", "retriable-headers");

  private static final List<String> CREATING =
      List.of("create", "add", "insert", "place", "pay", "charge", "submit", "book", "send");

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Scene.Route route : scene.routes()) {
      RetryAdvice.of(route).ifPresent(retries -> duplicates(route.fields(), retries, advice));
    }
    return advice;
  }

  /** Whatever the server answers, it may have acted before. */
  private static void duplicates(Fields http, Fields retries, List<Advice> advice) {
    List<String> paths =
        http.children("match").stream()
            .map(match -> match.below("uri"))
            .map(uri -> uri.string("exact", uri.string("prefix", "")))
            .toList();
    boolean risky =
        RetryAdvice.conditions(retries).stream()
            .anyMatch(condition -> !BEFORE_THE_SERVER.contains(condition));
    boolean creates = paths.stream().anyMatch(RepetitionAdvice::creates);
    boolean all =
        paths.isEmpty() || paths.stream().anyMatch(path -> path.isEmpty() || path.endsWith("/"));
    if (risky && (creates || all)) {
      String message =
          creates
              ? "repeats a method that looks as if it created something, which may then exist twice"
              : "repeats every method, also one that creates something: it may then exist twice";
      advice.add(
          Advice.of(
              "retry-not-idempotent",
              retries,
              "attempts",
              message,
              RetryAdvice.fixed("connect-failure,refused-stream"),
              "retry-duplicates"));
    }
  }

  private static boolean creates(String path) {
    String method = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return CREATING.stream().anyMatch(method::startsWith);
  }
}
