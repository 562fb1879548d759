package dev.meshlab.lab.controller;

import dev.meshlab.lab.fleet.PodProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a node that watches containers: it sees that one has ended, and asks each whether it
 * is ready. Belongs to one thread, which asks it often.
 */
final class Kubelet {

  /**
   * The time for which it does not know of a container that has ended. It looks once a second
   * (kubernetes/pkg/kubelet, relistPeriod); here it is always the half of it, so that a time which
   * was measured comes again.
   */
  private static final long UNSEEN = Duration.ofMillis(500).toNanos();

  private final Map<Container, Watched> watched = new HashMap<>();

  /** The container of a pod, of which there is another one after each start. */
  private record Container(String pod, long pid) {}

  /**
   * Something that was seen.
   *
   * @param pod that it was seen of
   * @param what it is
   */
  record Sighting(PodProcess pod, What what) {

    /** The things that are seen. */
    public enum What {
      ENDED,
      READY,
      NOT_READY
    }
  }

  /**
   * The news since the last time; each is given once.
   *
   * @param probes of the pods, by their address; one without a probe is always ready
   */
  List<Sighting> look(List<PodProcess> pods, Map<String, ReadinessProbe> probes) {
    long now = System.nanoTime();
    List<Sighting> seen = new ArrayList<>(ended(pods, now, UNSEEN));
    for (PodProcess pod : pods) {
      Watched state = watched(pod, now);
      ReadinessProbe probe = probes.get(pod.spec().ip());
      if (pod.alive() && probe != null && state.isDue(now, probe)) {
        boolean was = state.ready;
        state.answered(probe, pod.serves(probe.service(), probe.timeout()));
        if (was != state.ready) {
          seen.add(new Sighting(pod, state.ready ? Sighting.What.READY : Sighting.What.NOT_READY));
        }
      }
    }
    return seen;
  }

  /** The containers that have ended since the last time, whether it would see them or not. */
  List<Sighting> lookForEnded(List<PodProcess> pods) {
    return ended(pods, System.nanoTime(), 0);
  }

  private List<Sighting> ended(List<PodProcess> pods, long now, long unseen) {
    return pods.stream()
        .filter(pod -> !pod.alive() && watched(pod, now).isSeenEnded(now, unseen))
        .map(pod -> new Sighting(pod, Sighting.What.ENDED))
        .toList();
  }

  private Watched watched(PodProcess pod, long now) {
    return watched.computeIfAbsent(new Container(pod.uuid(), pod.pid()), any -> new Watched(now));
  }

  /** The knowledge of one container. It was ready when it was first seen. */
  private static final class Watched {

    private long nextProbe;
    private boolean ready = true;
    private boolean isOver;
    private boolean isKnown;
    private long end;
    private int unlike;

    Watched(long now) {
      this.nextProbe = now;
    }

    /** True once: a while after it was over. */
    boolean isSeenEnded(long now, long unseen) {
      end = isOver ? end : now;
      isOver = true;
      boolean isNews = !isKnown && now - end >= unseen;
      isKnown |= isNews;
      return isNews;
    }

    boolean isDue(long now, ReadinessProbe probe) {
      if (now - nextProbe < 0) {
        return false;
      }
      nextProbe = now + probe.period().toNanos();
      return true;
    }

    /** Several answers in a row that say otherwise change what is known. */
    void answered(ReadinessProbe probe, boolean serving) {
      unlike = serving == ready ? 0 : unlike + 1;
      if (unlike >= (ready ? probe.failureThreshold() : probe.successThreshold())) {
        ready = serving;
        unlike = 0;
      }
    }
  }
}
