package dev.meshlab.lab.intent;

import dev.meshlab.mesh.yaml.Mapping;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The route that a foreign test asserts.
 *
 * @param goals in their order
 * @param port that destinations name, else that of HTTP
 */
record ForeignRoute(List<Goal> goals, int port) {

  private static final int HTTP = 80;

  /**
   * A destination.
   *
   * @param pods those of its subset, or of its Service
   * @param weight 0 where none is written
   */
  record Goal(String pods, long weight) {}

  ForeignRoute {
    goals = List.copyOf(goals);
  }

  static ForeignRoute of(Mapping test) {
    List<Mapping> routes =
        ForeignTests.items(test, "route")
            .filter(Mapping.class::isInstance)
            .map(Mapping.class::cast)
            .filter(route -> route.get("destination") instanceof Mapping)
            .toList();
    return new ForeignRoute(
        routes.stream()
            .map(route -> new Goal(pods(destination(route)), number(route, "weight").orElse(0)))
            .toList(),
        routes.stream()
            .flatMap(route -> port(destination(route)).stream())
            .findFirst()
            .orElse(HTTP));
  }

  private static Mapping destination(Mapping route) {
    return (Mapping) Optional.ofNullable(route.get("destination")).orElseThrow();
  }

  private static String pods(Mapping destination) {
    String subset = destination.text("subset");
    String host = Optional.ofNullable(destination.text("host")).orElse("");
    return subset == null
        ? "service=" + host.replaceFirst("\\.svc(\\..*)?$", "")
        : "subset=" + subset;
  }

  private static Optional<Integer> port(Mapping destination) {
    return destination.get("port") instanceof Mapping port
        ? number(port, "number")
        : Optional.empty();
  }

  private static Optional<Integer> number(Mapping mapping, String field) {
    return Optional.ofNullable(mapping.text(field))
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::parseInt);
  }

  /**
   * The expectation that calls are shared like this. Parts have one digit, or three where their sum
   * would be more than a whole.
   */
  String parts() {
    long all = Math.max(1, goals.stream().mapToLong(Goal::weight).sum());
    if (goals.size() == 1) {
      return "only " + goals.get(0).pods();
    }
    double sum = goals.stream().mapToDouble(goal -> percent(goal, all, 1)).sum();
    int digits = sum > 100.001 ? 3 : 1;
    return goals.stream()
        .map(goal -> "%s %s%%".formatted(goal.pods(), percent(goal, all, digits)))
        .collect(Collectors.joining(", "));
  }

  private static double percent(Goal goal, long all, int digits) {
    return BigDecimal.valueOf(100.0 * goal.weight() / all)
        .setScale(digits, RoundingMode.HALF_UP)
        .doubleValue();
  }
}
