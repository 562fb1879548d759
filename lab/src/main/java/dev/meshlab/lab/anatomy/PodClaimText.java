package dev.meshlab.lab.anatomy;

import dev.meshlab.lab.anatomy.Part.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a claim, read. */
public final class PodClaimText {

  /** The forms, as messages name them. */
  public static final String FORMS =
      "ready 2/2, init NAME, sidecar NAME, container NAME, added NAME, no NAME or no ephemeral"
          + " containers";

  /** The word between alternatives. */
  static final String OR = " or ";

  private static final String NAME = "[a-z0-9][-a-z0-9]*";
  private static final String NAMES = "(?<names>" + NAME + "(?: or " + NAME + ")*)";
  private static final String KIND = "(?:init|sidecar|container)";

  private static final Pattern READY = Pattern.compile("ready (?<count>\\d+/\\d+)");
  private static final Pattern HAS =
      Pattern.compile("(?<kinds>" + KIND + "(?: or " + KIND + ")*) " + NAMES);
  private static final Pattern ADDED = Pattern.compile("added " + NAMES);
  private static final Pattern LACKS = Pattern.compile("no (?<name>" + NAME + ")");

  private PodClaimText() {}

  /** The claim that a person wrote; empty if it is not one. */
  public static Optional<PodClaim> parse(String written) {
    String text = written.strip().replaceAll("\\s+", " ");
    if (text.equals(PodClaim.NoneEphemeral.TEXT)) {
      return Optional.of(new PodClaim.NoneEphemeral());
    }
    return ready(READY.matcher(text))
        .or(() -> has(HAS.matcher(text)))
        .or(() -> added(ADDED.matcher(text)))
        .or(() -> lacks(LACKS.matcher(text)));
  }

  private static Optional<PodClaim> ready(Matcher text) {
    return text.matches() ? Optional.of(new PodClaim.Ready(text.group("count"))) : Optional.empty();
  }

  private static Optional<PodClaim> has(Matcher text) {
    if (!text.matches()) {
      return Optional.empty();
    }
    List<String> words = List.of(text.group("kinds").split(OR, -1));
    return Optional.of(
        new PodClaim.Has(
            Arrays.stream(Kind.values())
                .filter(kind -> words.contains(kind.word()))
                .collect(Collectors.toSet()),
            names(text)));
  }

  private static Optional<PodClaim> added(Matcher text) {
    return text.matches() ? Optional.of(new PodClaim.Added(names(text))) : Optional.empty();
  }

  private static Optional<PodClaim> lacks(Matcher text) {
    return text.matches() ? Optional.of(new PodClaim.Lacks(text.group("name"))) : Optional.empty();
  }

  private static List<String> names(Matcher text) {
    return List.of(text.group("names").split(OR, -1));
  }
}
