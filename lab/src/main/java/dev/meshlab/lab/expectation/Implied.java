package dev.meshlab.lab.expectation;

import dev.meshlab.lab.prediction.PodLabel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The expectations that a prediction meets, as a person might write them. */
public final class Implied {

  private static final Map<String, Function<PodLabel, String>> LABELS =
      new TreeMap<>(Map.of("version", PodLabel::version, "workload", PodLabel::workload));

  private Implied() {}

  /** The lines, none where nothing is certain. */
  public static List<String> of(Outlook outlook) {
    List<String> lines = new ArrayList<>();
    if (!outlook.isSilent()) {
      byLabel(outlook)
          .or(() -> byVersion(outlook))
          .or(() -> bySpread(outlook))
          .ifPresent(lines::add);
    }
    endings(outlook).ifPresent(lines::add);
    return lines;
  }

  /** The part of each version, else of each workload, where pods have several. */
  private static Optional<String> byLabel(Outlook outlook) {
    for (Map.Entry<String, Function<PodLabel, String>> label : LABELS.entrySet()) {
      Map<String, Portion> parts = new TreeMap<>();
      for (PodLabel pod : outlook.pods()) {
        String value = label.getValue().apply(pod);
        parts.computeIfAbsent(
            value, any -> outlook.replies(each -> label.getValue().apply(each).equals(value)));
      }
      boolean known = parts.values().stream().allMatch(Portion::isExact);
      if (parts.size() > 1 && !parts.containsKey("") && known) {
        return Optional.of(parts(label.getKey() + "=", parts));
      }
    }
    return Optional.empty();
  }

  /** The version of the only pod that answers. */
  private static Optional<String> byVersion(Outlook outlook) {
    return outlook.pods().stream()
        .map(PodLabel::version)
        .filter(version -> !version.isEmpty() && outlook.answering().size() == 1)
        .filter(version -> outlook.replies(pod -> pod.version().equals(version)).isAll())
        .findFirst()
        .map(version -> "only version=" + version);
  }

  private static Optional<String> bySpread(Outlook outlook) {
    if (outlook.isFixed() && outlook.answering().size() > 1) {
      return Optional.of("even").filter(line -> isMet(line, outlook));
    }
    return outlook.isOnePod() ? Optional.of("one pod") : Optional.empty();
  }

  private static Optional<String> endings(Outlook outlook) {
    Map<String, Portion> parts = new TreeMap<>();
    outlook.statuses().forEach(status -> parts.put(status, outlook.ending(status)));
    return parts.values().stream().allMatch(Portion::isExact)
        ? Optional.of(parts("", parts))
        : Optional.empty();
  }

  private static String parts(String prefix, Map<String, Portion> parts) {
    List<String> some = new ArrayList<>();
    parts.forEach(
        (value, part) -> {
          if (part.isSome()) {
            some.add(prefix + value);
          }
        });
    if (some.size() == 1) {
      return "only " + some.get(0);
    }
    List<Double> shares = some.stream().map(each -> part(parts, prefix, each)).toList();
    int digits = sum(shares, 1) > 100 ? 3 : 1;
    List<String> written = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      written.add(some.get(i) + " " + Percents.text(rounded(shares.get(i), digits)) + "%");
    }
    return String.join(", ", written);
  }

  private static double part(Map<String, Portion> parts, String prefix, String name) {
    Portion part = parts.get(name.substring(prefix.length()));
    return part == null ? 0 : part.least() * 100;
  }

  private static double sum(List<Double> shares, int digits) {
    return shares.stream().mapToDouble(share -> rounded(share, digits)).sum();
  }

  private static double rounded(double share, int digits) {
    return BigDecimal.valueOf(share).setScale(digits, RoundingMode.HALF_UP).doubleValue();
  }

  private static boolean isMet(String line, Outlook outlook) {
    try {
      return ExpectationText.parse(line).foresee(outlook).outcome() == Foresight.Outcome.MET;
    } catch (InvalidExpectation e) {
      throw new IllegalStateException(e);
    }
  }
}
