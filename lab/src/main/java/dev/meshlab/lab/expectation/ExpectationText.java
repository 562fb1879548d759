package dev.meshlab.lab.expectation;

import dev.meshlab.lab.expectation.Balance.Spread;
import dev.meshlab.lab.expectation.Presence.HowMany;
import dev.meshlab.lab.expectation.Subject.Intervened.Intervention;
import dev.meshlab.mesh.manifest.Nearest;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of an expectation, read. */
public final class ExpectationText {

  private static final Pattern EVEN =
      Pattern.compile("even(?: within (?<tolerance>\\d{1,6}))?(?: among (?<among>\\S+))?");
  private static final Pattern PRESENCE =
      Pattern.compile("(?<how>only|no|some) (?<subject>(?:served )?\\S+)");
  private static final Pattern BOUND =
      Pattern.compile(
          "(?<subject>(?:served )?\\S+) (?<side>above|below) (?<percent>\\d+(?:\\.\\d+)?) ?%");
  private static final Pattern MESSAGE = Pattern.compile("message \"(?<part>[^\"]+)\"");
  private static final Pattern PART =
      Pattern.compile("(?<subject>(?:served )?\\S+) (?<percent>\\d+(?:\\.\\d+)?) ?%");

  private static final String SERVED = "served ";

  private static final Set<String> STATUSES =
      Arrays.stream(Status.Code.values())
          .map(Enum::name)
          .collect(Collectors.toCollection(TreeSet::new));

  private ExpectationText() {}

  /**
   * The expectation that a person wrote.
   *
   * @throws InvalidExpectation if it is not one
   */
  public static Expectation parse(String written) throws InvalidExpectation {
    String text = written.strip().replaceAll("\\s+", " ");
    return switch (text) {
      case "counts agree" -> new Agreement(true);
      case "counts differ" -> new Agreement(false);
      case "pinned" -> new Pinned();
      case Sticky.TEXT -> new Sticky();
      case "one pod" -> new Balance(Spread.ONE_POD, OptionalInt.empty(), Optional.empty());
      case "several pods" ->
          new Balance(Spread.SEVERAL_PODS, OptionalInt.empty(), Optional.empty());
      default -> withParts(text);
    };
  }

  private static Expectation withParts(String text) throws InvalidExpectation {
    Matcher even = EVEN.matcher(text);
    if (even.matches()) {
      return even(even);
    }
    Matcher message = MESSAGE.matcher(text);
    if (message.matches()) {
      return new Message(message.group("part"));
    }
    Matcher presence = PRESENCE.matcher(text);
    if (presence.matches()) {
      HowMany howMany = HowMany.valueOf(presence.group("how").toUpperCase(Locale.ROOT));
      return new Presence(howMany, subject(presence.group("subject")));
    }
    Matcher bound = BOUND.matcher(text);
    if (bound.matches()) {
      return new Bound(
          subject(bound.group("subject")),
          bound.group("side").equals("above"),
          Double.parseDouble(bound.group("percent")));
    }
    return shares(text);
  }

  private static Balance even(Matcher even) throws InvalidExpectation {
    String tolerance = even.group("tolerance");
    String among = even.group("among");
    return new Balance(
        Spread.EVEN,
        tolerance == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(tolerance)),
        among == null ? Optional.empty() : Optional.of(pods(among)));
  }

  private static Shares shares(String text) throws InvalidExpectation {
    List<Shares.Part> parts = new ArrayList<>();
    double sum = 0;
    for (String each : text.split(", ?", -1)) {
      Matcher part = PART.matcher(each.strip());
      if (!part.matches()) {
        throw new InvalidExpectation("'%s' is not an expectation".formatted(text));
      }
      double percent = Double.parseDouble(part.group("percent"));
      if (percent > 100) {
        throw new InvalidExpectation(part.group("percent") + "%: a part is at most 100%");
      }
      sum += percent;
      parts.add(new Shares.Part(subject(part.group("subject")), percent));
    }
    if (sum > 100.01) {
      throw new InvalidExpectation(
          "'%s': the parts are %s%% together".formatted(text, Percents.text(sum)));
    }
    return new Shares(parts);
  }

  private static Subject subject(String text) throws InvalidExpectation {
    return switch (text) {
      case "served" -> new Subject.Served(Optional.empty());
      case "moved" -> new Moved(Moved.Between.ANY_PODS);
      case "strayed" -> new Moved(Moved.Between.UNCHANGED_PODS);
      case "retried" -> new Subject.Intervened(Intervention.RETRIED);
      case "overflowed" -> new Subject.Intervened(Intervention.OVERFLOWED);
      case "opened" -> new Subject.Intervened(Intervention.OPENED);
      case Split.TEXT -> new Split();
      case Duplicated.TEXT -> new Duplicated();
      case Identified.TEXT -> new Identified(Optional.empty());
      default -> named(text);
    };
  }

  private static Subject named(String text) throws InvalidExpectation {
    if (text.startsWith(SERVED)) {
      return new Subject.Served(Optional.of(pods(text.substring(SERVED.length()))));
    }
    Optional<Subject> logged = LoggedWith.parse(text);
    if (logged.isPresent()) {
      return logged.get();
    }
    if (text.startsWith(Identified.LABEL) && text.length() > Identified.LABEL.length()) {
      return new Identified(Optional.of(text.substring(Identified.LABEL.length())));
    }
    if (text.equals(Struck.TEXT)) {
      return new Struck();
    }
    if (text.contains("=")) {
      return pods(text);
    }
    if (STATUSES.contains(text)) {
      return new Subject.Status(text);
    }
    throw new InvalidExpectation(
        "'%s' is neither a gRPC status nor label=value; %s"
            .formatted(text, Nearest.hint(text, STATUSES, "write for example OK or version=v1")));
  }

  private static Subject.Pods pods(String text) throws InvalidExpectation {
    String label = text.substring(0, Math.max(0, text.indexOf('=')));
    String value = text.substring(text.indexOf('=') + 1);
    if (!Subject.Pods.LABELS.contains(label) || value.isEmpty()) {
      throw new InvalidExpectation(
          "'%s' names no pods; write one of %s, then = and a value"
              .formatted(text, String.join(", ", new TreeSet<>(Subject.Pods.LABELS))));
    }
    return new Subject.Pods(label, value);
  }
}
