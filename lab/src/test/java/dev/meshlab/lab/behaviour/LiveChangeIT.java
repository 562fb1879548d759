package dev.meshlab.lab.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.translate.xds.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changed manifests go live under load, or are refused, and no call is lost either way. */
@Tag("envoy")
@Timeout(180)
class LiveChangeIT {
  private MeshBed bed;

  @BeforeEach
  void start() throws Exception {
    bed = MeshBed.of(LiveChange.PODS);
    bed.apply(LiveChange.weights(90, 10));
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void failsNoCallInAThousandChangesOfWeights() throws Exception {
    List<Resources> weights =
        List.of(
            bed.translate(LiveChange.weights(10, 90)), bed.translate(LiveChange.weights(90, 10)));

    Outcome outcome =
        underLoad(
            () -> {
              for (int change = 0; change < 1000; change++) {
                bed.publish(weights.get(change % 2));
              }
            });

    assertThat(outcome.failures()).as(outcome.texts().toString()).isEmpty();
    assertThat(outcome.replies().keySet()).contains("a", "b", "c");
  }

  /** Each brings a subset, with its cluster, that the one before does not have. */
  @Test
  void failsNoCallWhileSubsetsComeAndGo() throws Exception {
    Outcome outcome =
        underLoad(
            () -> {
              for (int change = 0; change < 100; change++) {
                bed.publish(bed.translate(LiveChange.onlySubset("subset-" + change)));
              }
            });

    assertThat(outcome.failures()).as(outcome.texts().toString()).isEmpty();
  }

  @Test
  void isInForceForTheFirstCallOnceItIsLive() throws Exception {
    for (int change = 0; change < 50; change++) {
      boolean toC = change % 2 == 0;
      bed.publish(bed.translate(toC ? LiveChange.weights(0, 100) : LiveChange.weights(100, 0)));

      assertThat(bed.call(1).replies().containsKey("c")).isEqualTo(toC);
    }
  }

  private Outcome underLoad(Changes changes) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Outcome> load = CompletableFuture.supplyAsync(() -> callUntil(done));
    try {
      changes.make();
    } finally {
      done.set(true);
    }
    return load.get();
  }

  private Outcome callUntil(AtomicBoolean done) {
    try {
      return bed.callWhile(() -> !done.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Changes {
    void make() throws Exception;
  }
}
