package dev.meshlab.lab.expectation;

import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.verdict.Observation;
import java.util.Map;
import java.util.Set;

/** The calls that an expectation is about. */
public sealed interface Subject {

  /** The subject as a person writes it. */
  String text();

  /** How many calls it is about. */
  long count(Observation seen);

  /** Of how many calls it is a part. */
  long of(Observation seen);

  /**
   * Calls that were answered OK by pods with a label.
   *
   * @param label one of {@link #LABELS}
   */
  record Pods(String label, String value) implements Subject {

    /** The names of what tells pods apart. */
    static final Set<String> LABELS = Set.of("namespace", "pod", "version", "zone");

    /** True for a pod that has the label. */
    boolean has(PodLabel pod) {
      return value.equals(
          switch (label) {
            case "namespace" -> pod.namespace();
            case "pod" -> pod.name();
            case "version" -> pod.version();
            default -> pod.zone();
          });
    }

    @Override
    public String text() {
      return label + "=" + value;
    }

    @Override
    public long count(Observation seen) {
      Map<String, PodLabel> pods = seen.pods().byUuid();
      return seen.replies().entrySet().stream()
          .filter(reply -> pods.containsKey(reply.getKey()) && has(pods.get(reply.getKey())))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    @Override
    public long of(Observation seen) {
      return seen.answered();
    }
  }

  /**
   * Calls that ended with a gRPC status.
   *
   * @param name of the status
   */
  record Status(String name) implements Subject {

    @Override
    public String text() {
      return name;
    }

    @Override
    public long count(Observation seen) {
      return name.equals("OK") ? seen.answered() : seen.failedWith(name);
    }

    @Override
    public long of(Observation seen) {
      return seen.calls();
    }
  }
}
