package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.fleet.MetricsPage;
import dev.meshlab.lab.prediction.PodLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pods whose metrics pages are read beside their ledgers. */
record MeteredPods(PodLedgers pods) implements PodLedgers {

  @Override
  public Optional<Map<String, Long>> exported() {
    Map<String, Long> exported = new TreeMap<>();
    pods.metricsPorts().forEach((uuid, port) -> exported.put(uuid, exported(uuid, port)));
    return Optional.of(exported);
  }

  private long exported(String uuid, int port) {
    try {
      return MetricsPage.ended(port);
    } catch (IOException e) {
      throw new UncheckedIOException(pods.labels().name(uuid) + " shows no metrics", e);
    }
  }

  @Override
  public SortedMap<String, @Nullable Long> ended() throws InterruptedException {
    return pods.ended();
  }

  @Override
  public long refused() {
    return pods.refused();
  }

  @Override
  public PodLabels labels() {
    return pods.labels();
  }

  @Override
  public Set<String> behind(Target target) {
    return pods.behind(target);
  }

  @Override
  public Optional<String> lost() {
    return pods.lost();
  }
}
