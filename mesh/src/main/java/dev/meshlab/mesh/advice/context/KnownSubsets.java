package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Nearest;
import java.util.List;
import java.util.Optional;

/** The subsets that a destination can name. */
public final class KnownSubsets {

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
      case 1 -> Block.of("subset", known.get(0));
      default ->
          Nearest.only(subset, known)
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

  private static String defined(String subset) {
    return "# in a DestinationRule for this host\nsubsets:\n- %s\n  labels:\n    %s"
        .formatted(Block.of("name", subset), Block.of("version", subset));
  }
}
