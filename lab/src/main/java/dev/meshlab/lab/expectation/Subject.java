package dev.meshlab.lab.expectation;

import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.verdict.Observation;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls that an expectation is about. */
public sealed interface Subject
    permits Duplicated,
        Identified,
        LoggedWith,
        Moved,
        Split,
        Struck,
        Subject.Pods,
        Subject.Status,
        Subject.Served,
        Subject.Intervened {

  /** The subject as a person writes it. */
  String text();

  /** The words behind a count, as in {@code 3 of 900 calls ended with OK}. */
  String sentence();

  /** True if it is about calls that are answered, of which there may be none. */
  default boolean isOfReplies() {
    return false;
  }

  /** True if the pods' own ledgers have it, which are read once all calls are over. */
  default boolean isOfLedgers() {
    return false;
  }

  /** The thing that calls must have so that it can be counted. */
  default Optional<Need> need() {
    return Optional.empty();
  }

  /** The number of calls that it is about. */
  long count(Observation seen);

  /** The number of calls of which it is a part. */
  long of(Observation seen);

  /** The part that a prediction gives it; empty where none says. */
  default Optional<Portion> part(Outlook outlook) {
    return Optional.empty();
  }

  /**
   * Calls that were answered OK by pods with a label.
   *
   * @param label one of {@link #LABELS}
   */
  record Pods(String label, String value) implements Subject {

    /** The names of what tells pods apart. */
    static final Set<String> LABELS =
        Set.of("namespace", "pod", "service", "subset", "version", "workload", "zone");

    /** True for a pod that has the label. */
    boolean has(PodLabel pod) {
      return switch (label) {
        case "namespace" -> value.equals(pod.namespace());
        case "pod" -> value.equals(pod.name());
        case "service" -> pod.services().contains(value);
        case "subset" -> pod.subsets().contains(value);
        case "version" -> value.equals(pod.version());
        case "workload" -> value.equals(pod.workload());
        default -> value.equals(pod.zone());
      };
    }

    @Override
    public String text() {
      return label + "=" + value;
    }

    @Override
    public String sentence() {
      return "replies came from " + text();
    }

    @Override
    public boolean isOfReplies() {
      return true;
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

    @Override
    public Optional<Portion> part(Outlook outlook) {
      return Optional.of(outlook.replies(this::has));
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
    public String sentence() {
      return "calls ended with " + name;
    }

    @Override
    public long count(Observation seen) {
      return name.equals("OK") ? seen.answered() : seen.failedWith(name);
    }

    @Override
    public long of(Observation seen) {
      return seen.calls();
    }

    @Override
    public Optional<Portion> part(Outlook outlook) {
      return Optional.of(outlook.ending(name));
    }
  }

  /**
   * Calls that pods served, as their own ledgers have it: those that were made again and copies for
   * a mirror too, so that there may be more than the client made.
   *
   * @param by the pods; empty for all
   */
  record Served(Optional<Pods> by) implements Subject {

    @Override
    public String text() {
      return "served" + by.map(pods -> " " + pods.text()).orElse("");
    }

    @Override
    public String sentence() {
      return by.map(pods -> "as many calls served by " + pods.text())
          .orElse("as many calls served");
    }

    @Override
    public boolean isOfLedgers() {
      return true;
    }

    @Override
    public long count(Observation seen) {
      Map<String, PodLabel> pods = seen.pods().byUuid();
      return seen.attempts().byPod().entrySet().stream()
          .filter(
              each ->
                  by.isEmpty()
                      || (pods.containsKey(each.getKey()) && by.get().has(pods.get(each.getKey()))))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    @Override
    public long of(Observation seen) {
      return seen.calls();
    }
  }

  /**
   * Attempts that the proxy before the client made again, or refused, or connections that it opened
   * to the pods, by its own count.
   *
   * @param what it did
   */
  record Intervened(Intervention what) implements Subject {

    /** The deeds of a proxy. */
    public enum Intervention {
      RETRIED("attempts retried"),
      OVERFLOWED("attempts overflowed"),
      /** From its start on: calls may go over connections that were opened before them. */
      OPENED("as many connections opened");

      private final String sentence;

      Intervention(String sentence) {
        this.sentence = sentence;
      }
    }

    @Override
    public String text() {
      return what.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String sentence() {
      return what.sentence;
    }

    @Override
    public long count(Observation seen) {
      Interventions interventions = seen.attempts().interventions();
      return switch (what) {
        case RETRIED -> interventions.retries();
        case OVERFLOWED -> interventions.overflows();
        case OPENED -> interventions.connections();
      };
    }

    @Override
    public long of(Observation seen) {
      return seen.calls();
    }
  }
}
