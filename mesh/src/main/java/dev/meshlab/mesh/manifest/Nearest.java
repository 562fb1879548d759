package dev.meshlab.mesh.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that a person probably meant. */
public final class Nearest {

  private Nearest() {}

  /** The known name at the smallest edit distance, if it is near enough to be a typing error. */
  public static Optional<String> to(String written, Collection<String> known) {
    return within(Math.max(1, written.length() / 3), written, known);
  }

  /** The known name at the smallest edit distance, if that is at most so many letters. */
  static Optional<String> within(int tolerance, String written, Collection<String> known) {
    String lower = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .map(name -> new Candidate(name, distance(lower, name.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.distance <= tolerance)
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /** {@code did you mean X?}, or the fallback when nothing is near. */
  public static String hint(String written, Collection<String> known, String fallback) {
    return to(written, known).map(name -> "did you mean " + name + "?").orElse(fallback);
  }

  private record Candidate(String name, int distance) {}

  /** Levenshtein's distance, one row at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
