package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.fleet.MetricsPage;
import dev.meshlab.lab.fleet.PodProcess;
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
public record MeteredPods(Testbed testbed) implements PodLedgers {

  @Override
  public Optional<Map<String, Long>> exported() {
    Map<String, Long> exported = new TreeMap<>();
    for (PodProcess pod : testbed.pods()) {
      if (pod.alive()) {
        exported.put(pod.uuid(), exported(pod));
      }
    }
    return Optional.of(exported);
  }

  private static long exported(PodProcess pod) {
    try {
      return MetricsPage.ended(pod.metricsPort());
    } catch (IOException e) {
      throw new UncheckedIOException(pod.spec().name() + " shows no metrics", e);
    }
  }

  @Override
  public SortedMap<String, @Nullable Long> ended() throws InterruptedException {
    return testbed.ended();
  }

  @Override
  public long refused() {
    return testbed.refused();
  }

  @Override
  public PodLabels labels() {
    return testbed.labels();
  }

  @Override
  public Set<String> behind(Target target) {
    return testbed.behind(target);
  }

  @Override
  public Optional<String> lost() {
    return testbed.lost();
  }
}
