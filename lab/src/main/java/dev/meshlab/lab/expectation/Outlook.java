package dev.meshlab.lab.expectation;

import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A prediction as expectations ask it: which part of the calls ends how, and who answers it. */
public final class Outlook {

  private final Fates fates;
  private final PodLabels pods;
  private final boolean severalConnections;

  private Outlook(Fates fates, PodLabels pods, boolean severalConnections) {
    this.fates = fates;
    this.pods = pods;
    this.severalConnections = severalConnections;
  }

  /**
   * The outlook of a prediction.
   *
   * @param pods those that the target leads to
   * @param connections over which the calls are made
   * @param atOnce how many calls are under way together
   */
  public static Outlook of(Prediction prediction, PodLabels pods, int connections, int atOnce) {
    return new Outlook(Fates.of(prediction, connections, atOnce), pods, connections > 1);
  }

  /** True if no call is answered OK. */
  boolean isSilent() {
    return fates.answered().isNone();
  }

  /** The part of the replies that comes from some pods. */
  Portion replies(Predicate<PodLabel> which) {
    return part(uuid -> isMeant(uuid, which));
  }

  private Portion part(Predicate<String> which) {
    if (!fates.certain()) {
      Set<String> all = answering();
      long meant = all.stream().filter(which).count();
      return meant == 0 ? Portion.NONE : meant == all.size() ? Portion.ALL : Portion.ANY;
    }
    return fates.slices().stream()
        .map(slice -> slice.of(slice.uuids().stream().filter(which).count()))
        .reduce(Portion.NONE, Portion::plus);
  }

  /** The pods that the target leads to. */
  Collection<PodLabel> pods() {
    return pods.byUuid().values();
  }

  /** The gRPC status names with which calls can end. */
  Set<String> statuses() {
    Set<String> all = new TreeSet<>(fates.failing().keySet());
    all.addAll(fates.open());
    all.add("OK");
    return all;
  }

  /** The part of the calls that ends with a gRPC status. */
  Portion ending(String status) {
    return status.equals("OK") ? fates.answered() : fates.ending(status);
  }

  /** The part of the replies that each of some pods has, by its UUID. */
  Map<String, Portion> each(Predicate<PodLabel> which) {
    Map<String, Portion> parts = new HashMap<>();
    pods.byUuid()
        .forEach(
            (uuid, label) -> {
              if (which.test(label)) {
                parts.put(uuid, part(uuid::equals));
              }
            });
    return parts;
  }

  /** The name of a pod. */
  String name(String uuid) {
    return pods.name(uuid);
  }

  /** True if one pod answers all calls, whichever it is. */
  boolean isOnePod() {
    return isOne(severalConnections ? Slice.Spread.ONE_FOR_ALL : Slice.Spread.ONE_A_CONNECTION);
  }

  /** True if one pod answers all calls of a connection, whichever it is. */
  boolean isPinned() {
    return isOne(Slice.Spread.ONE_A_CONNECTION);
  }

  /** True if one pod answers all calls of a key, whichever it is. */
  boolean isSticky() {
    return isOnePod() || isOne(Slice.Spread.ONE_A_KEY);
  }

  private boolean isOne(Slice.Spread weakest) {
    List<Slice> slices = fates.slices();
    return answering().size() == 1
        || (fates.certain()
            && slices.size() == 1
            && (slices.get(0).spread() == weakest
                || slices.get(0).spread() == Slice.Spread.ONE_FOR_ALL));
  }

  /** True if the parts of all pods are known. */
  boolean isFixed() {
    return fates.certain() && fates.slices().stream().allMatch(Slice::isFixed);
  }

  /** True if all pods that answer take turns together. */
  boolean isInTurn() {
    return fates.certain()
        && fates.slices().size() == 1
        && fates.slices().get(0).spread() == Slice.Spread.IN_TURN;
  }

  /** The pods that can answer, by UUID. */
  Set<String> answering() {
    Set<String> all = new HashSet<>();
    fates.slices().forEach(slice -> all.addAll(slice.uuids()));
    return all;
  }

  private boolean isMeant(String uuid, Predicate<PodLabel> which) {
    PodLabel label = pods.byUuid().get(uuid);
    return label != null && which.test(label);
  }
}
