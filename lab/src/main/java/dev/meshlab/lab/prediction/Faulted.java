package dev.meshlab.lab.prediction;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A prediction that some pods fail the calls that reach them, because the calls ask for it.
 *
 * @param ends the gRPC status names with which attempts at such a pod can end, by its UUID; empty
 *     where they never end
 * @param unheard the pods whose attempts are cut from outside, so that the pod does not name itself
 * @param midway the pods whose attempts fail after their headers, so that none is made again
 * @param others the prediction of where the calls go
 */
public record Faulted(
    Map<String, Set<String>> ends, Set<String> unheard, Set<String> midway, Prediction others)
    implements DecoratedPrediction {

  /** The conditions that go by codes of HTTP, which a status of gRPC may have. */
  private static final Set<String> BY_CODE = Set.of("5xx", "gateway-error");

  private static final String OK = "OK";

  public Faulted {
    ends = Map.copyOf(ends);
    unheard = Set.copyOf(unheard);
    midway = Set.copyOf(midway);
  }

  /**
   * The prediction with the faults that the calls' metadata {@code rpc-behavior} asks for.
   *
   * @param pods who is behind a UUID: the metadata names pods
   */
  public static Prediction of(
      Prediction others, List<Map.Entry<String, String>> metadata, PodLabels pods) {
    RpcBehaviors asked = RpcBehaviors.of(metadata);
    Map<String, Set<String>> ends = new HashMap<>();
    Set<String> unheard = new HashSet<>();
    Set<String> midway = new HashSet<>();
    if (!asked.isEmpty()) {
      for (String uuid : others.servers()) {
        Set<String> end = asked.ends(uuid, pods.name(uuid), others.limits());
        Set<String> unlimited = asked.ends(uuid, pods.name(uuid), List.of());
        if (!end.equals(Set.of(OK))) {
          ends.put(uuid, end);
        }
        if (!end.equals(unlimited) || end.isEmpty()) {
          unheard.add(uuid);
        } else if (asked.isMidway(uuid, pods.name(uuid))) {
          midway.add(uuid);
        }
      }
    }
    return ends.isEmpty() ? others : new Faulted(ends, unheard, midway, others);
  }

  /** True if a failure of this status, by a server that may be unnamed, is what was asked for. */
  public boolean explains(String uuid, String status) {
    return uuid.isEmpty()
        ? unheard.stream().anyMatch(pod -> isEnd(pod, status))
        : isEnd(uuid, status);
  }

  private boolean isEnd(String uuid, String status) {
    return ends.getOrDefault(uuid, Set.of()).contains(status);
  }

  /** The pods that never answer OK. */
  public Set<String> neverOk() {
    return ends.entrySet().stream()
        .filter(end -> !end.getValue().contains(OK))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public Prediction with(Prediction others) {
    return new Faulted(ends, unheard, midway, others);
  }

  @Override
  public Set<String> asked() {
    Set<String> asked = new HashSet<>(others.asked());
    ends.values().forEach(asked::addAll);
    asked.remove(OK);
    return asked;
  }

  /**
   * A pod that does not name itself cannot be waited for, nor one that may be such a pod. Retries
   * hide the pods that fail with what they are for: the client hears from the pod of the last
   * attempt.
   */
  @Override
  public int serversOfOneConnection() {
    Set<String> silent = others.retryOn().isEmpty() ? unheard : retried();
    int reached = others.serversOfOneConnection();
    if (reached < others.servers().size()) {
      return silent.isEmpty() ? reached : 0;
    }
    Set<String> heard = new HashSet<>(others.servers());
    heard.removeAll(silent);
    return heard.size();
  }

  /** The pods whose failures may be made again, or that do not name themselves. */
  private Set<String> retried() {
    List<String> conditions = List.of(others.retryOn().split(",", -1));
    Set<String> retried = new HashSet<>(unheard);
    ends.forEach(
        (uuid, statuses) -> {
          boolean isFor =
              statuses.isEmpty()
                  || !Collections.disjoint(conditions, BY_CODE)
                  || statuses.stream().anyMatch(status -> conditions.contains(condition(status)));
          if (isFor && !midway.contains(uuid)) {
            retried.add(uuid);
          }
        });
    return retried;
  }

  /** The condition of {@code retry_on} for a gRPC status (Envoy, {@code x-envoy-retry-grpc-on}). */
  private static String condition(String status) {
    return status.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public ModelName model() {
    return others.model().after("faults");
  }

  /** Nothing is said of pods that get no calls, being ejected. */
  @Override
  public String sentence(PodLabels pods) {
    Map<Set<String>, Set<String>> names = new HashMap<>();
    for (String uuid : others.servers()) {
      Set<String> end = ends.get(uuid);
      if (end != null) {
        names.computeIfAbsent(end, any -> new TreeSet<>()).add(pods.name(uuid));
      }
    }
    if (names.isEmpty()) {
      return others.sentence(pods);
    }
    String faults =
        names.entrySet().stream()
            .map(each -> fate(each.getValue(), each.getKey()))
            .sorted()
            .collect(Collectors.joining("; "));
    return others.sentence(pods) + "; as rpc-behavior asks, " + faults;
  }

  private String fate(Set<String> names, Set<String> end) {
    boolean all = names.size() == others.servers().size();
    String who = all ? "every attempt " : "attempts at " + String.join(", ", names) + " ";
    return end.isEmpty()
        ? who + (all ? "never ends" : "never end")
        : who + (all ? "ends with " : "end with ") + String.join(" or ", new TreeSet<>(end));
  }
}
