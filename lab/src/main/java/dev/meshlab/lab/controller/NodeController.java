package dev.meshlab.lab.controller;

import dev.meshlab.lab.live.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The part of a control plane that watches nodes: once it has noticed that some are gone, Services
 * do not lead to their pods any more. Belongs to one thread.
 */
final class NodeController {

  private final Set<String> lost = new HashSet<>();
  private final List<Loss> unnoticed = new ArrayList<>();
  private final LongSupplier clock;

  /**
   * @param clock as {@link System#nanoTime}
   */
  NodeController(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * The pods that were lost with their nodes.
   *
   * @param place that the nodes were in
   * @param ips of the pods
   * @param noticed when it is noticed, in nanoseconds of the clock
   */
  record Loss(String place, Set<String> ips, long noticed) {

    public Loss {
      ips = Set.copyOf(ips);
    }
  }

  /** Nodes are gone from now on. */
  void lose(Change.Lose lose, Set<String> ips) {
    lost.addAll(ips);
    unnoticed.add(new Loss(lose.place(), ips, clock.getAsLong() + lose.noticed().toNanos()));
  }

  /** True for a pod whose node is gone; a kubelet does not watch it. */
  boolean hasLost(String ip) {
    return lost.contains(ip);
  }

  /** The losses that were noticed since the last time; each is given once. */
  List<Loss> look() {
    long now = clock.getAsLong();
    List<Loss> news = unnoticed.stream().filter(loss -> now - loss.noticed() >= 0).toList();
    unnoticed.removeAll(news);
    return news;
  }

  /** The losses that nothing has noticed so far, as if their time had come. */
  List<Loss> lookAhead() {
    List<Loss> rest = List.copyOf(unnoticed);
    unnoticed.clear();
    return rest;
  }
}
