package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.meshlab.client.load.Load;
import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final int FEW = 25;
  private static final int TIMES = 8;

  /** As much more work as there are apps, with a margin. */
  private static final double LINEAR = 1.1 * TIMES;

  @Test
  void showsWhichOfSeveralTargetsItPredicts() {
    List<String> shown = new ArrayList<>();

    predict(apps(2), (doing, done, all) -> shown.add(doing));

    assertThat(shown)
        .contains(
            "plain: 1 of 2, app-0:50051, route canary: predicting",
            "envoy: 3 of 4, app-1:50051, route canary: predicting");
  }

  /**
   * Work is counted in the bytes that this thread allocates, which no load of the machine changes.
   */
  @Test
  @Tag("slow")
  void workGrowsAsTheManifestsDo() {
    predict(apps(1), HowFar.UNSEEN); // Classes load, and caches fill.

    assertThat((double) allocated(apps(FEW * TIMES)) / allocated(apps(FEW))).isLessThan(LINEAR);
  }

  private static long allocated(ManifestSet manifests) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    predict(manifests, HowFar.UNSEEN);
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  private static void predict(ManifestSet manifests, HowFar howFar) {
    Load load = Load.builder().calls(10).build();
    new Forecast(manifests, load, new Settings().standIn().build(), howFar).predict();
  }

  /** A Service with a canary each. */
  private static ManifestSet apps(int count) {
    return Meshes.manifests(
        IntStream.range(0, count)
            .mapToObj(i -> "app-" + i)
            .flatMap(
                name ->
                    Stream.of(
                        server(name, "v1", 2),
                        service(name, "name: grpc, port: 50051"),
                        rule(
                            "VirtualService",
                            name,
                            "hosts: [%1$s], http: [{name: canary, match: [{headers: {x-canary: {exact: \"1\"}}}],"
                                    .formatted(name)
                                + " route: [{destination: {host: %1$s}}]}, {name: rest, route: [{destination: {host: %1$s}}]}]"
                                    .formatted(name))))
            .toArray(String[]::new));
  }
}
