package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.IgnoreComment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The advice on some manifests.
 *
 * @param given what is to be heard, in the order of the files
 * @param silenced what is not
 */
public record Advice(List<Diagnostic> given, List<Silenced> silenced) {

  private static final Comparator<Diagnostic> IN_ORDER =
      Comparator.comparing(Diagnostic::file)
          .thenComparing(Diagnostic::line)
          .thenComparing(Diagnostic::path);

  public Advice {
    given = given.stream().sorted(IN_ORDER).toList();
    silenced = List.copyOf(silenced);
  }

  /** The advice that is given, then the advice that is silenced. */
  public List<Diagnostic> all() {
    return Stream.concat(given.stream(), silenced.stream().map(Silenced::advice)).toList();
  }

  /** The advice without that which comments silence; a comment that silences none is a mistake. */
  public Advice without(List<IgnoreComment> comments) {
    List<Diagnostic> left = new ArrayList<>(given);
    List<Silenced> more = new ArrayList<>(silenced);
    for (IgnoreComment comment : comments) {
      List<Diagnostic> hit = left.stream().filter(advice -> isAbout(comment, advice)).toList();
      Optional<Diagnostic> mistake = mistake(comment, hit);
      if (mistake.isPresent()) {
        left.add(mistake.get());
      } else {
        left.removeAll(hit);
        hit.forEach(advice -> more.add(new Silenced(advice, comment.reason())));
      }
    }
    return new Advice(left, more);
  }

  private static boolean isAbout(IgnoreComment comment, Diagnostic advice) {
    return advice.line() == comment.line()
        && advice.file().equals(comment.position().file())
        && advice.id().toString().equals(comment.id());
  }

  private static Optional<Diagnostic> mistake(IgnoreComment comment, List<Diagnostic> hit) {
    if (DiagnosticId.of(comment.id()).isEmpty()) {
      return mistake(comment, "names no advice", "write # meshlab:ignore ID REASON");
    }
    if (comment.reason().isEmpty()) {
      return mistake(comment, "gives no reason", "write the reason behind the id");
    }
    return hit.isEmpty()
        ? mistake(comment, "silences nothing in line " + comment.line(), "remove it")
        : Optional.empty();
  }

  private static Optional<Diagnostic> mistake(IgnoreComment comment, String message, String fix) {
    return Optional.of(
        Diagnostic.of(
                DiagnosticId.IGNORE_COMMENT,
                comment.position(),
                "",
                "this meshlab:ignore " + message,
                "# " + fix)
            .withValue(comment.id()));
  }

  /** The advice without that of some ids. */
  public Advice without(Set<DiagnosticId> ids, String reason) {
    List<Silenced> more = new ArrayList<>(silenced);
    given.stream()
        .filter(advice -> ids.contains(advice.id()))
        .forEach(advice -> more.add(new Silenced(advice, reason)));
    return new Advice(given.stream().filter(advice -> !ids.contains(advice.id())).toList(), more);
  }
}
