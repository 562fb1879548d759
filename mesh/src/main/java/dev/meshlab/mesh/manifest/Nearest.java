package dev.meshlab.mesh.manifest;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The name that a person probably meant. */
public final class Nearest {

  private Nearest() {}

  /** The known name at the smallest edit distance, if it is near enough to be a typing error. */
  public static Optional<String> to(String written, Collection<String> known) {
    return within(Math.max(1, written.length() / 3), written, known);
  }

  /** The same, but none where several names are equally near. */
  public static Optional<String> only(String written, Collection<String> known) {
    Optional<String> nearest = to(written, known);
    List<String> others =
        known.stream().filter(name -> !nearest.equals(Optional.of(name))).toList();
    String lower = written.toLowerCase(Locale.ROOT);
    return nearest.filter(
        name -> {
          int distance = distance(lower, name.toLowerCase(Locale.ROOT), Integer.MAX_VALUE);
          return within(distance, written, others).isEmpty();
        });
  }

  /**
   * The known name at the smallest edit distance, if that is at most this many letters; of several,
   * the first by the alphabet.
   */
  public static Optional<String> within(int tolerance, String written, Collection<String> known) {
    String lower = written.toLowerCase(Locale.ROOT);
    @Nullable String nearest = null;
    int best = tolerance;
    for (String name : known) {
      int distance = distance(lower, name.toLowerCase(Locale.ROOT), best);
      boolean nearer = distance < best || (distance == best && nearest == null);
      if (nearer || (distance == best && nearest != null && name.compareTo(nearest) < 0)) {
        nearest = name;
        best = distance;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** {@code did you mean X?}, or the fallback when nothing is near. */
  public static String hint(String written, Collection<String> known, String fallback) {
    return to(written, known).map(name -> "did you mean " + name + "?").orElse(fallback);
  }

  /** Levenshtein's distance; more than the limit when it is more than that. */
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int start = 0;
    int shorter = Math.min(a.length(), b.length());
    while (start < shorter && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
      end++;
    }
    return between(a.substring(start, a.length() - end), b.substring(start, b.length() - end));
  }

  /** One row at a time. */
  private static int between(String a, String b) {
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
