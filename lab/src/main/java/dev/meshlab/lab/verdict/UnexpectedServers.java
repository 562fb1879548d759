package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Prediction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The servers that answered although nothing routes to them. */
final class UnexpectedServers {

  private UnexpectedServers() {}

  static List<Finding> findings(Prediction prediction, Observation seen) {
    Set<String> strangers = new TreeSet<>(seen.replies().keySet());
    strangers.removeAll(prediction.servers());
    return strangers.isEmpty()
        ? List.of()
        : List.of(
            Finding.exact(
                false,
                "answered although not predicted: "
                    + String.join(", ", strangers.stream().map(seen.pods()::name).toList())));
  }
}
