package dev.meshlab.lab.difference;

import dev.meshlab.lab.prediction.Aborted;
import dev.meshlab.lab.prediction.DecoratedPrediction;
import dev.meshlab.lab.prediction.Denial;
import dev.meshlab.lab.prediction.Denied;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.run.Outcome;
import dev.meshlab.mesh.translate.xds.ClusterName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Words on who answers some calls. What both sides have in common, such as the host, is left out.
 *
 * @param hosts whether the calls go to several hosts, so that they are worth naming
 * @param subsets whether the subsets are not the versions under other names
 * @param pods whether the numbers of pods differ, and nothing else does
 */
record Answerers(boolean hosts, boolean subsets, boolean pods) {

  /** For calls of which the fate on one side is all there is. */
  static Answerers of(Outcome only) {
    return of(only, only);
  }

  /** For calls whose fate on the two sides is known. */
  static Answerers of(Outcome before, Outcome after) {
    Destinations destinations = Destinations.of(before, after);
    Answerers plain =
        new Answerers(destinations.areOfSeveralHosts(), destinations.needSubsets(), false);
    boolean same = plain.words(before).equals(plain.words(after));
    boolean counted = same && !counts(before).equals(counts(after));
    return new Answerers(plain.hosts, plain.subsets, counted);
  }

  private static Map<String, Integer> counts(Outcome outcome) {
    Map<String, Integer> counts = new TreeMap<>();
    outcome
        .prediction()
        .servers()
        .forEach(uuid -> counts.merge(Destinations.version(outcome, uuid), 1, Integer::sum));
    return counts;
  }

  String words(Outcome outcome) {
    return words(outcome, outcome.prediction());
  }

  private String words(Outcome outcome, Prediction prediction) {
    if (prediction instanceof EveryCallFails failing) {
      return "every call fails with %s: %s".formatted(failing.status(), failing.reason());
    }
    if (prediction instanceof PinnedConnections pinned) {
      return pinned(outcome, pinned);
    }
    if (prediction instanceof PerCall calls) {
      return shares(outcome, calls);
    }
    if (prediction instanceof Aborted aborted) {
      return "fault injection ends %s with %s; of the others, %s"
          .formatted(percent(aborted.share()), aborted.status(), words(outcome, aborted.others()));
    }
    if (prediction instanceof Denied denied) {
      return words(outcome, denied.others()) + "; " + denials(outcome, denied);
    }
    return words(outcome, ((DecoratedPrediction) prediction).others());
  }

  private static String denials(Outcome outcome, Denied denied) {
    Map<Denial, TreeSet<String>> names = new LinkedHashMap<>();
    denied
        .denials()
        .forEach(
            (uuid, denial) ->
                names
                    .computeIfAbsent(denial, unused -> new TreeSet<>())
                    .add(outcome.pods().name(uuid)));
    return names.entrySet().stream()
        .map(
            each ->
                "calls at %s fail with %s: %s"
                    .formatted(
                        String.join(", ", each.getValue()),
                        each.getKey().status(),
                        each.getKey().reason()))
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private String pinned(Outcome outcome, PinnedConnections pinned) {
    Map<String, Long> counts =
        pinned.uuids().stream()
            .map(uuid -> Destinations.version(outcome, uuid))
            .collect(Collectors.groupingBy(v -> v, TreeMap::new, Collectors.counting()));
    boolean named = counts.keySet().stream().noneMatch(String::isEmpty);
    String which =
        counts.entrySet().stream()
            .map(each -> each.getValue() + " of " + each.getKey())
            .collect(Collectors.joining(", "));
    return "each connection stays at one of "
        + pods(pinned.uuids().size())
        + (named ? " (" + which + ")" : "");
  }

  private static String pods(int count) {
    return count == 1 ? "1 pod" : count + " pods";
  }

  private String shares(Outcome outcome, PerCall calls) {
    Map<String, Double> shares = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Group group : calls.groups()) {
      String end =
          group
              .silence()
              .map(s -> "%s (%s: %s)".formatted(s.status(), group.place(), s.reason()))
              .orElse("");
      if (!end.isEmpty()) {
        shares.merge("of the calls fail with " + end, group.share(), Double::sum);
      }
      for (String uuid : group.uuids()) {
        String name = name(group, Destinations.version(outcome, uuid));
        shares.merge(name, group.shareOfEach(), Double::sum);
        counts.merge(name, 1, Integer::sum);
      }
    }
    return shares.entrySet().stream()
        .map(each -> share(each.getKey(), each.getValue(), counts.get(each.getKey())))
        .collect(Collectors.joining(", "));
  }

  private String share(String name, double share, @Nullable Integer count) {
    String counted = pods && count != null ? pods(count) : "";
    if (name.isEmpty()) {
      return percent(share) + " its " + (counted.isEmpty() ? "pods" : counted);
    }
    return percent(share) + " " + name + (counted.isEmpty() ? "" : " (" + counted + ")");
  }

  /** The version where it is known, and what else tells destinations apart. */
  private String name(Group group, String version) {
    ClusterName cluster = ClusterName.parse(group.cluster()).orElse(ClusterName.NONE);
    String subset = cluster.subset().isEmpty() ? "" : "subset " + cluster.subset();
    String who = version.isEmpty() ? subset : version;
    String under =
        subsets && !version.isEmpty() && !version.equals(cluster.subset()) && !subset.isEmpty()
            ? "(" + subset + ")"
            : "";
    String where = hosts ? "at " + brief(cluster.host()) : "";
    String place = group.isLocality() ? "in " + group.locality() : "";
    return Stream.of(who, under, where, place)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  static String brief(String host) {
    return host.replaceFirst("\\.svc\\.cluster\\.local(?=$|:)", "");
  }

  static String percent(double share) {
    return BigDecimal.valueOf(share * 100)
            .round(new MathContext(4))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }
}
