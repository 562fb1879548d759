package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The subsets that a destination can name. */
public final class KnownSubsets {

  private static final Pattern NOT_A_DIGIT = Pattern.compile("[^0-9]+");

  private KnownSubsets() {}

  /**
   * The advice on a subset that no DestinationRule defines.
   *
   * @param known the subsets of the host
   */
  public static Optional<Diagnostic> unknown(
      Fields destination, String host, List<String> known, String consequence) {
    String subset = destination.string("subset", "");
    if (subset.isEmpty() || known.contains(subset)) {
      return Optional.empty();
    }
    String message =
        "no DestinationRule for %s defines this subset, so %s".formatted(host, consequence);
    return Optional.of(
        destination
            .diagnostic(DiagnosticId.UNKNOWN_SUBSET, "subset", message, fix(subset, known))
            .withValue(subset));
  }

  /** Of several subsets that were meant as likely as each other, the author chooses. */
  private static String fix(String subset, List<String> known) {
    return switch (known.size()) {
      case 0 -> defined(subset);
      case 1 ->
          meant(subset, known)
              .map(near -> Block.of("subset", near))
              .orElseGet(() -> defined(subset));
      default ->
          meant(subset, known)
              .map(near -> Block.of("subset", near))
              .orElseGet(
                  () ->
                      "# one of "
                          + String.join(", ", known)
                          + "; or define "
                          + subset
                          + " in the DestinationRule of this host");
    };
  }

  /** The one that was probably meant; another version is not a slip of the pen. */
  private static Optional<String> meant(String subset, List<String> known) {
    String version = digits(subset);
    List<String> likely =
        version.isEmpty()
            ? known
            : known.stream().filter(name -> digits(name).equals(version)).toList();
    boolean only = likely.size() == 1 && (known.size() == 1 || !version.isEmpty());
    return only ? Optional.of(likely.get(0)) : Nearest.only(subset, likely);
  }

  private static String digits(String name) {
    return NOT_A_DIGIT.matcher(name).replaceAll("");
  }

  private static String defined(String subset) {
    return "# in a DestinationRule for this host\nsubsets:\n- %s\n  labels:\n    %s"
        .formatted(Block.of("name", subset), Block.of("version", subset));
  }
}
